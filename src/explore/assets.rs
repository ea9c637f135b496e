//! The page's files, compiled in.

/// Content type and text of a file by its name.
pub fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    Some(match name {
        "explore.css" => ("text/css; charset=utf-8", include_str!("assets/explore.css")),
        "report.css" => ("text/css; charset=utf-8", crate::report::STYLE),
        "icon.svg" => ("image/svg+xml", include_str!("assets/icon.svg")),
        "main.js" => (SCRIPT, include_str!("assets/main.js")),
        "server.js" => (SCRIPT, include_str!("assets/server.js")),
        "kept.js" => (SCRIPT, include_str!("assets/kept.js")),
        "dom.js" => (SCRIPT, include_str!("assets/dom.js")),
        "levers.js" => (SCRIPT, include_str!("assets/levers.js")),
        "places.js" => (SCRIPT, include_str!("assets/places.js")),
        "timeline.js" => (SCRIPT, include_str!("assets/timeline.js")),
        "runs.js" => (SCRIPT, include_str!("assets/runs.js")),
        _ => return None,
    })
}
