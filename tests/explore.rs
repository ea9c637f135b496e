//! `lachan explore` over HTTP, as a browser and as somebody else's page would speak to it.

#[path = "explore/server.rs"]
mod server;

use lachan::levers::REGISTRY;
use lachan::levers::scenarios::LIBRARY;
use serde_json::{Value, json};
use server::{Server, WARM_UP};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A scenario that extends the shipped one and spreads a lever further.
fn draft(name: &str) -> Value {
    json!({
        "name": name,
        "description": "More school, </script><b>bold",
        "base": "cash_transfer",
        "levers": [{
            "name": "school_retention",
            "rest": "planned",
            "shown": {
                "coverage": 0.6, "start": "2018-01", "stop": "none", "ramp_months": 6,
                "provinces": ["region:central_highlands", "11"],
            },
        }],
    })
}

/// A stop comes after the month, or the making of a world, that a replicate is in: under a second
/// on two free processors, of which other tests take their part. A whole run takes several times as
/// long.
const SOON: Duration = Duration::from_secs(8);

fn order(name: &str, seed: u64) -> Value {
    json!({ "draft": draft(name), "trial": { "seed": seed, "replicates": 2 } })
}

#[test]
fn other_names_and_other_pages_are_refused_and_answers_carry_the_policy() {
    let server = Server::start(None);
    let page = server.get("/");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(page.body.contains("Explore what prevention would change") && !page.body.contains("<script>"));
    for outside in ["http://", "https://", "style=", "onclick="] {
        assert!(!page.body.contains(outside), "{outside}");
    }
    assert!(server.get("/?lang=vi").body.contains("Khám phá tác động"));

    let host = format!("evil.example:{}", server.port);
    let refused = server.ask("GET", "/", &[("Host", &host)], "");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("127.0.0.1") && !refused.header("content-security-policy").is_empty());

    let own = server.host();
    let foreign = [("Host", &*own), ("Origin", "http://evil.example"), ("Content-Type", "application/json")];
    assert_eq!(server.ask("POST", "/api/jobs", &foreign, &order("mine", 1).to_string()).status, 403);
    let bare = [("Host", &*own), ("Content-Type", "application/json")];
    assert_eq!(server.ask("POST", "/api/jobs", &bare, &order("mine", 1).to_string()).status, 403);
    let origin = format!("http://{own}");
    let form = [("Host", &*own), ("Origin", &*origin), ("Content-Type", "text/plain")];
    assert_eq!(server.ask("POST", "/api/jobs", &form, &order("mine", 1).to_string()).status, 415);
    assert_eq!(server.get("/api/jobs/1/result").status, 404, "no refused request made a job");
    assert_eq!(server.get("/assets/../../Cargo.toml").status, 404);
}

#[test]
fn the_catalogue_has_every_scenario_and_lever_in_both_languages() {
    let server = Server::start(None);
    let of = |lang: &str| -> Value {
        serde_json::from_str(&server.get(&format!("/api/catalogue?lang={lang}")).body).unwrap()
    };
    let (english, vietnamese) = (of("en"), of("vi"));
    let count = |key: &str| english[key].as_array().unwrap().len();
    let expected = (REGISTRY.len(), LIBRARY.len() + 1, 63);
    assert_eq!((count("levers"), count("scenarios"), count("provinces")), expected);
    for (one, other) in
        english["levers"].as_array().unwrap().iter().zip(vietnamese["levers"].as_array().unwrap())
    {
        assert_ne!(one["title"], other["title"]);
        let name = one["name"].as_str().unwrap();
        let told = crate::program::lachan().args(["levers", name]).output().unwrap();
        // The terminal breaks lines, the page does not.
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(one["assumes"].as_str().unwrap()), words(&String::from_utf8_lossy(&told.stdout)));
    }
    let levers: Value = serde_json::from_str(&server.get("/api/levers?base=no_programme").body).unwrap();
    assert!(levers.as_array().unwrap().iter().all(|lever| lever["base"]["coverage"] == 0.0));
    assert_eq!(levers[2]["planned"]["coverage"], 0.5, "cash transfer as its scenario plans it");
}

#[test]
fn a_bad_scenario_is_refused_with_the_text_of_the_command_line() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(Some(place.path()));
    let mut bad = draft("mine");
    bad["levers"][0]["shown"]["coverage"] = json!(1.2);
    bad["levers"][0]["shown"]["provinces"] = json!(["Gia Lay"]);
    let refused = server.post("/api/jobs", &json!({ "draft": bad, "trial": { "seed": 1, "replicates": 2 } }));
    assert_eq!(refused.status, 400);

    let text = "schema = 1\nname = \"mine\"\ndescription = \"More school, </script><b>bold\"\n\
                extends = \"cash_transfer\"\n\n[levers.school_retention]\ncoverage = 1.2\n\
                provinces = [\"Gia Lay\"]\nramp_months = 6\n";
    std::fs::write(place.path().join("mine.toml"), text).unwrap();
    let output = crate::program::lachan()
        .current_dir(place.path())
        .args(["check", "--scenario", "mine.toml"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let fault = |text: &str| text.lines().take(2).map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(fault(&refused.body)[0], fault(&told)[0], "{}\n{told}", refused.body);
    assert!(
        refused.body.contains("mine.toml:") && refused.body.contains("coverage = 1.2"),
        "{}",
        refused.body
    );

    let named = server.post("/api/jobs", &order("</script><b>", 1));
    assert_eq!(named.status, 400);
    assert!(named.body.contains("character that is not allowed"), "{}", named.body);
    assert!(named.header("content-type").starts_with("text/plain"), "a fault is no markup");
    assert_eq!(server.post("/api/jobs", &order("cash_transfer", 1)).status, 400, "a built-in name");
    let path = json!({ "draft": { "name": "mine", "description": "", "base": "../x.toml", "levers": [] },
                       "trial": { "seed": 1, "replicates": 2 } });
    assert_eq!(server.post("/api/jobs", &path).status, 400);
    let many = json!({ "draft": draft("mine"), "trial": { "seed": 1, "replicates": 1000 } });
    assert!(server.post("/api/jobs", &many).body.contains("choose 2 to 20"));
}

/// The page says in which language it is; a fault of a field names the field as the page does.
#[test]
fn faults_of_a_form_are_told_in_the_words_of_the_page() {
    let server = Server::start(None);
    let post = |language: &str, address: &str, body: &Value| {
        let (host, origin) = (server.host(), format!("http://{}", server.host()));
        let headers = [
            ("Host", &*host),
            ("Origin", &*origin),
            ("Content-Type", "application/json"),
            ("Accept-Language", language),
        ];
        server.ask("POST", address, &headers, &body.to_string())
    };
    let trial = |seed: Value, replicates: Value| json!({ "draft": draft("mine"), "trial": { "seed": seed, "replicates": replicates } });
    let mut backwards = trial(json!(1), json!(2));
    backwards["draft"]["levers"][0]["shown"]["ramp_months"] = json!(-3);
    for (body, english, vietnamese) in [
        (trial(json!(-1), json!(2)), "Seed: -1 cannot be taken", "Số khởi tạo (seed): không nhận được -1"),
        (trial(json!(1.5), json!(2)), "write a whole number from 0 on", "một số nguyên"),
        (trial(Value::Null, json!(2)), "Seed: nothing is written", "chưa ghi gì"),
        (trial(json!(1), json!(-2)), "Replicates: -2", "Số lần lặp: không nhận được -2"),
        (trial(json!(1), json!(99)), "99 replicates: choose 2 to 20", "hãy chọn từ 2 đến 20"),
        (backwards, "-3 cannot be taken", "không nhận được -3"),
    ] {
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let refused = post(language, "/api/jobs", &body);
            assert!((400..500).contains(&refused.status), "{}", refused.status);
            assert!(refused.body.contains(words), "{language}: {}", refused.body);
            assert!(!refused.body.contains("expected") && !refused.body.contains("u64"), "{}", refused.body);
        }
    }
    for (language, words) in [("en", "Nothing is saved"), ("vi", "Không lưu được gì")] {
        let refused = post(language, "/api/scenarios", &draft("mine"));
        assert!(refused.status == 409 && refused.body.contains(words), "{}", refused.body);
    }
    // The baseline against itself is said to be that.
    for (language, words) in [("en", "the same as the baseline"), ("vi", "giống hệt kịch bản cơ sở")]
    {
        let same = json!({ "draft": { "name": "mine", "description": "", "base": "baseline", "levers": [] },
                           "trial": { "seed": 1, "replicates": 2 } });
        let taken = post(language, "/api/jobs", &same);
        assert!(taken.status == 202 && taken.body.contains(words), "{}", taken.body);
    }
}

#[test]
fn what_is_saved_is_a_scenario_file_and_is_loaded_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("scenarios");
    let server = Server::start(Some(&directory));
    let saved = server.post("/api/scenarios", &draft("mine"));
    assert_eq!((saved.status, saved.body.as_str()), (201, "mine.toml"));
    let checked = crate::program::lachan().arg("check").arg(directory.join("mine.toml")).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let opened: Value = serde_json::from_str(&server.get("/api/scenarios/mine.toml").body).unwrap();
    assert_eq!(opened, draft("mine"));

    // A saved scenario can be the base of another one, and the command line follows it.
    let mut next = draft("next");
    next["base"] = json!("mine.toml");
    next["levers"][0] = json!({ "name": "school_retention", "rest": "base", "shown": {
        "coverage": 0.2, "start": "2018-01", "stop": "2020-01", "ramp_months": 6, "provinces": ["all"] } });
    assert_eq!(server.post("/api/scenarios", &next).status, 201);
    let checked = crate::program::lachan().arg("check").arg(directory.join("next.toml")).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let text = std::fs::read_to_string(directory.join("next.toml")).unwrap();
    assert!(!text.contains("start") && text.contains("stop = \"2020-01\""), "only what differs: {text}");
    assert_eq!(serde_json::from_str::<Value>(&server.get("/api/scenarios/next.toml").body).unwrap(), next);

    // What the page cannot show is not opened for changes, so that nothing is lost.
    let more = std::fs::read_to_string(directory.join("mine.toml")).unwrap() + "unit_cost = 5\n";
    std::fs::write(directory.join("more.toml"), more.replace("\"mine\"", "\"more\"")).unwrap();
    assert_eq!(server.get("/api/scenarios/more.toml").status, 409);
    for name in ["../evil", "a/b", "</script><b>", ""] {
        assert_eq!(server.post("/api/scenarios", &draft(name)).status, 400, "{name}");
    }
    assert_eq!(server.get("/api/scenarios/..%2Fnext.toml").status, 404);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "nothing beside the directory");
}

/// Rows of a CSV text by their columns.
fn rows(text: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text).deserialize().map(Result::unwrap).collect()
}

#[test]
fn numbers_are_those_of_the_command_line_and_a_change_answers_sooner() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("scenarios");
    let server = Server::start(Some(&directory));
    let first = server.run(&order("mine", 5));
    assert_eq!(first.last, "done", "{:?}", first.events);
    let total = |events: &[Value]| events.iter().filter_map(|event| event["total"].as_u64()).max().unwrap();
    let [warm_up, years] = [WARM_UP, 5 * 12];
    assert_eq!(total(&first.events), 2 * (warm_up + 2 * years));
    let mut changed = order("mine", 5);
    changed["draft"]["levers"][0]["shown"]["coverage"] = json!(0.3);
    let second = server.run(&changed);
    assert_eq!((second.last.as_str(), total(&second.events)), ("done", 2 * years));

    assert_eq!(server.post("/api/scenarios", &draft("mine")).status, 201);
    let out = place.path().join("compared");
    let output = crate::program::lachan()
        .args(["compare"])
        .arg(directory.join("mine.toml"))
        .args(["--scale", server::SCALE, "--seed", "5", "--replicates", "2", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["contrasts.csv", "cost_effectiveness.csv", "indicators.csv", "monthly.csv", "costs.csv"] {
        let served = server.get(&format!("/api/jobs/{}/files/{file}", first.id));
        let written = std::fs::read_to_string(out.join(file)).unwrap();
        assert!(served.body == written, "{file} differs");
    }
    // The list of downloads is that of the files, and each of them can be had.
    let listed = server.get(&format!("/api/jobs/{}/files", first.id)).body;
    let listed: Vec<String> = serde_json::from_str(&listed).unwrap();
    let mut written: Vec<String> = manifest_files(&out);
    written.retain(|file| !file.starts_with("report"));
    assert_eq!(listed, written);
    assert!(listed.iter().any(|file| file == "datapackage.json"), "{listed:?}");
    for file in &listed {
        assert_eq!(server.get(&format!("/api/jobs/{}/files/{file}", first.id)).status, 200, "{file}");
    }
    let excerpt = server.get(&format!("/api/jobs/{}/result?lang=en", first.id)).body;
    assert!(excerpt.contains("Modelled, not observed") && excerpt.contains("95 % interval"));
    let areas = excerpt.matches("<use class=\"").count() - excerpt.matches("<use class=\"t\"").count();
    assert_eq!(areas, 3 * 63, "two levels and a difference");
    assert!(!excerpt.contains("<b>") && !excerpt.contains("<script"));
    let contrasts = rows(&std::fs::read(out.join("contrasts.csv")).unwrap());
    let prevalence = contrasts.iter().find(|row| {
        let of = |column: &str| row[column].as_str();
        (of("indicator"), of("stratum"), of("year")) == ("prevalence_lifetime_12_24", "national", "2021")
            && of("source") == "truth"
    });
    // The page shows points, the file shares.
    let share: f64 = prevalence.unwrap()["difference"].parse().unwrap();
    let points = (share * 1e14).round() / 1e12;
    assert!(excerpt.contains(&format!("data-v=\"{points}\"")), "{points}");
    let vietnamese = server.get(&format!("/api/jobs/{}/result?lang=vi&provinces=34", first.id)).body;
    assert!(vietnamese.contains("Kết quả mô hình") && !vietnamese.contains("Modelled"));
    let report = server.get(&format!("/api/jobs/{}/report.html", first.id));
    assert!(
        report.header("content-disposition").starts_with("attachment")
            && report.body.starts_with("<!DOCTYPE")
    );
    for missing in ["manifest.json", "..%2F..%2Fetc%2Fpasswd", "x"] {
        assert_eq!(server.get(&format!("/api/jobs/{}/files/{missing}", first.id)).status, 404, "{missing}");
    }
}

/// The files that the manifest of a directory names.
fn manifest_files(directory: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(directory.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    manifest["files"].as_object().unwrap().keys().cloned().collect()
}

/// A lever that selects no place: said when the run is ordered, not only in its result.
#[test]
fn a_lever_that_cannot_act_is_said_when_its_run_is_ordered() {
    let server = Server::start(None);
    let mut asked = order("nowhere", 1);
    asked["draft"]["levers"][0]["shown"]["coverage"] = json!(0.9);
    let taken = server.post("/api/jobs", &asked);
    let taken: Value = serde_json::from_str(&taken.body).unwrap();
    assert!(taken["warnings"].as_array().unwrap().is_empty(), "{taken}");
    asked["draft"]["levers"][0]["shown"]["provinces"] = json!(["poverty_above:0.9"]);
    let taken = server.post("/api/jobs", &asked);
    assert!(taken.body.contains("never acts in `nowhere`"), "{}", taken.body);
}

#[test]
fn a_full_queue_says_so_and_a_cancelled_run_stops_soon() {
    let server = Server::start(None);
    let ids: Vec<u64> = (0..5).map(|at| server.submit(&order("mine", at))).collect();
    // One runs and four wait, unless the worker has not taken the first yet.
    let deadline = Instant::now() + Duration::from_secs(20);
    let full = loop {
        let answer = server.post("/api/jobs", &order("mine", 9));
        if answer.status == 429 {
            break answer;
        }
        assert!(answer.status == 202 && Instant::now() < deadline, "{}", answer.body);
    };
    assert!(full.body.contains("waiting already"), "{}", full.body);
    assert_eq!(server.get(&format!("/api/jobs/{}/result", ids[0])).status, 409, "it has no result yet");
    let begun = Instant::now();
    for id in &ids {
        assert_eq!(server.post(&format!("/api/jobs/{id}/cancel"), &json!({})).status, 202);
    }
    assert_eq!(server.watch(ids[0]).last, "cancelled");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert_eq!(server.watch(ids[4]).last, "cancelled", "one that waited");
    assert_eq!(server.post("/api/jobs/99/cancel", &json!({})).status, 404);
}

#[test]
fn a_port_in_use_is_said_and_the_interrupt_key_ends_it() {
    let mut server = Server::start(None);
    server.submit(&order("mine", 1));
    let output =
        crate::program::lachan().args(["explore", "--port", &server.port.to_string()]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(71), "{told}");
    assert!(told.contains("port") && told.contains("--port 0"), "{told}");
    let begun = Instant::now();
    assert_eq!(server.interrupt(), Some(0));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}
