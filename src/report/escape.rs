//! The one place where text becomes part of markup outside of the templates, which escape by
//! themselves.

/// Text for content and attributes of HTML and SVG.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters have no place in XML.
            control if control.is_control() && !matches!(control, '\n' | '\t') => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// The address of a CSV text inside the page. What an address would take for its own marks is
/// encoded; browsers encode the rest.
pub fn csv_address(csv: &str) -> String {
    let mut address = String::from("data:text/csv;charset=utf-8,%EF%BB%BF");
    for letter in csv.chars() {
        match letter {
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '\n' => address.push_str("%0A"),
            '\r' => address.push_str("%0D"),
            '\t' => address.push_str("%09"),
            other => address.push(other),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_of_markup_become_text() {
        assert_eq!(
            escape("</script><b a='1' b=\"2\">&"),
            "&lt;/script&gt;&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;"
        );
        assert_eq!(escape("Hà Nội\u{0}"), "Hà Nội\u{fffd}");
        assert_eq!(csv_address("a,#1\n50%"), "data:text/csv;charset=utf-8,%EF%BB%BFa,%231%0A50%25");
    }

    proptest! {
        #[test]
        fn nothing_that_opens_markup_is_left(text in ".*") {
            let safe = escape(&text);
            prop_assert!(!safe.contains(['<', '>', '"', '\'']));
        }
    }
}
