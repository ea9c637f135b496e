//! Faults as text, in the shape that rustc uses: title, file:line:column, the line, carets, notes.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::fault::{Fault, Place};

/// How much of a line is handed to the renderer before and behind a fault, in bytes. It shortens
/// lines to the width of a terminal by itself, but would take long over a line of many megabytes.
const BEFORE: usize = 1 << 20;
const BEHIND: usize = 400;

/// The message without colours.
pub fn plain(fault: &Fault) -> String {
    render(fault, Level::ERROR, &Renderer::plain())
}

/// The same of what is no fault but should be known.
pub fn warning(fault: &Fault) -> String {
    render(fault, Level::WARNING, &Renderer::plain())
}

/// The message with terminal colours.
pub fn coloured(fault: &Fault) -> String {
    render(fault, Level::ERROR, &Renderer::styled())
}

fn render(fault: &Fault, level: Level<'_>, renderer: &Renderer) -> String {
    let mut group = Group::with_title(level.primary_title(fault.message.as_str()).id(fault.code.text()));
    for element in places(fault) {
        group = group.element(element);
    }
    if let Some(expected) = &fault.expected {
        group = group.element(Level::NOTE.with_name("expected").message(expected.as_str()));
    }
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The snippets of a fault: one for each text, the underlined place's first.
fn places(fault: &Fault) -> Vec<Element<'_>> {
    let Some((primary, label)) = &fault.place else {
        return fault.file.iter().map(|name| Origin::path(name.as_str()).into()).collect();
    };
    let (near, far): (Vec<_>, Vec<_>) = fault.also.iter().partition(|(place, _)| same_text(place, primary));
    let mut marks = vec![(AnnotationKind::Primary, primary, label.as_str())];
    marks.extend(near.iter().map(|(place, label)| (AnnotationKind::Context, place, label.as_str())));
    let mut elements = snippets(marks);
    for (place, label) in far {
        elements.extend(snippets(vec![(AnnotationKind::Context, place, label.as_str())]));
    }
    elements
}

fn same_text(a: &Place, b: &Place) -> bool {
    std::sync::Arc::ptr_eq(&a.source, &b.source)
}

type Annotated<'a> = (AnnotationKind, &'a Place, &'a str);

/// Marks of one text: one snippet, or one for each mark when the text between them is long.
fn snippets(marks: Vec<Annotated<'_>>) -> Vec<Element<'_>> {
    let source = &marks[0].1.source;
    let text = source.text();
    let first = marks.iter().map(|mark| mark.1.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.1.span.end).max().unwrap_or(0);
    let window = window(text, first, last);
    if marks.len() > 1 && window.len() > BEFORE {
        return marks.into_iter().flat_map(|mark| snippets(vec![mark])).collect();
    }
    let line_start = source.position(window.start).0;
    let mut snippet = Snippet::source(&text[window.clone()]).line_start(line_start);
    let mut elements = Vec::new();
    if window.start > 0 && text.as_bytes()[window.start - 1] != b'\n' {
        // The renderer would count columns from where the line was cut.
        let (line, column) = source.position(first);
        elements.push(Origin::path(source.name()).line(line).char_column(column).into());
    } else {
        snippet = snippet.path(source.name());
    }
    for (kind, place, label) in marks {
        let start = place.span.start.clamp(window.start, window.end) - window.start;
        let end = place.span.end.clamp(window.start, window.end) - window.start;
        let annotation = kind.span(start..end.max(start));
        snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label(label) });
    }
    elements.push(snippet.into());
    elements
}

/// The whole lines around `first..last`; of a very long line, the part around the fault.
fn window(text: &str, first: usize, last: usize) -> std::ops::Range<usize> {
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let from = if first - start > BEFORE { floor(text, first - 60) } else { start };
    from..floor(text, end.min(last + BEHIND))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
