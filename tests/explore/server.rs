//! A server under test, spoken to over plain sockets, so that every header is as written.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The scale of the tests: a run keeps whole communes, so smaller is no faster.
pub const SCALE: &str = "0.001";

/// Months of the baseline's warm-up.
pub const WARM_UP: u64 = 240;

/// A running server; it goes with the test.
pub struct Server {
    child: Child,
    _out: BufReader<ChildStdout>,
    /// Its port.
    pub port: u16,
}

/// An answer.
pub struct Answer {
    /// Status.
    pub status: u16,
    head: String,
    /// Text.
    pub body: String,
}

impl Answer {
    /// A header's value; empty without it.
    pub fn header(&self, name: &str) -> &str {
        let pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        pairs
            .into_iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value.trim())
    }
}

/// A job that was watched to its end.
pub struct Watched {
    /// Its number.
    pub id: u64,
    /// What was said of it.
    pub events: Vec<Value>,
    /// The last state.
    pub last: String,
}

impl Server {
    /// Starts one on a free port, with a directory to save to.
    pub fn start(directory: Option<&Path>) -> Self {
        let mut child = crate::program::lachan_process()
            .args(["explore", "--port", "0", "--scale", SCALE])
            .args(directory)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).unwrap_or_else(|| panic!("{line}"));
        let port = port.split('/').next().unwrap().parse().unwrap();
        Self { child, _out: out, port }
    }

    /// Its own name.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Asks with these headers and no others but the length.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let body = &bytes[end + 4..];
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { joined(body) } else { body.to_vec() };
        Answer { status, head, body: String::from_utf8(body).unwrap() }
    }

    /// Asks for something as the page does.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("Host", &self.host())], "")
    }

    /// Sends JSON as the page does.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let origin = format!("http://{}", self.host());
        let headers = [("Host", &*self.host()), ("Origin", &*origin), ("Content-Type", "application/json")];
        self.ask("POST", path, &headers, &body.to_string())
    }

    /// Orders a run.
    pub fn submit(&self, order: &Value) -> u64 {
        let answer = self.post("/api/jobs", order);
        assert_eq!(answer.status, 202, "{}", answer.body);
        serde_json::from_str::<Value>(&answer.body).unwrap()["id"].as_u64().unwrap()
    }

    /// Watches a job until the stream ends.
    pub fn watch(&self, id: u64) -> Watched {
        let text = self.get(&format!("/api/jobs/{id}/events")).body;
        let data = text.lines().filter_map(|line| line.strip_prefix("data:"));
        let events: Vec<Value> = data.map(|data| serde_json::from_str(data).unwrap()).collect();
        let last = events.last().map_or("", |event| event["state"].as_str().unwrap()).to_owned();
        Watched { id, events, last }
    }

    /// Orders a run and watches it.
    pub fn run(&self, order: &Value) -> Watched {
        self.watch(self.submit(order))
    }

    /// Presses the interrupt key; the exit code.
    pub fn interrupt(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The chunks of a body, joined.
fn joined(body: &[u8]) -> Vec<u8> {
    let (mut rest, mut whole) = (body, Vec::new());
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap().trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        let start = end + 2;
        whole.extend_from_slice(&rest[start..start + size]);
        rest = &rest[start + size + 2..];
    }
    whole
}
