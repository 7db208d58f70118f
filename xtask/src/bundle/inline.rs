//! Puts every file that index.html names into the page itself, and the policy that allows exactly those.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::csp;

/// What Trunk built.
pub struct Built {
    /// The glue that wasm-bindgen wrote, for `no-modules`.
    pub glue: String,
    /// The wasm, as gzip in base64.
    pub wasm: String,
}

/// The page with everything in it. `template` is index.html, in which each reference to a file has a line of its
/// own; `read` gives the bytes of such a file.
pub fn inline(template: &str, built: &Built, read: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<String, String> {
    let mut page = Page::default();
    for line in template.lines() {
        let element = line.trim();
        if element.starts_with("<!--") {
            // A comment is for the reader of index.html.
        } else if element.starts_with("<meta http-equiv=\"Content-Security-Policy\"") {
            page.put(POLICY);
        } else if element.starts_with("<link data-trunk") {
            page.put_script(" id=\"glue\"", &built.glue);
            page.put(&format!("<script id=\"wasm\" type=\"text/plain\">{}</script>", built.wasm));
        } else if element.starts_with("<link rel=\"stylesheet\"") {
            page.put_style(&text(read(value_of("href", element)?)?)?);
        } else if element.starts_with("<link rel=\"icon\"") {
            let icon = STANDARD.encode(read(value_of("href", element)?)?);
            page.put(&format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"));
        } else if element.starts_with("<script") {
            let file = value_of("src", element)?;
            let attributes = element.split('>').next().unwrap_or_default().trim_start_matches("<script");
            page.put_script(&attributes.replace(&format!(" src=\"{file}\""), ""), &text(read(file)?)?);
        } else {
            page.put(line);
        }
    }
    let policy = csp::meta(&csp::policy(&page.scripts, &page.styles));
    if !page.html.contains(POLICY) {
        return Err("index.html has no meta element for the content security policy".to_owned());
    }
    Ok(page.html.replacen(POLICY, &policy, 1))
}

/// Stands where the policy comes once all hashes are known. Not in any text that is inlined before it.
const POLICY: &str = "<!-- content security policy -->";

#[derive(Default)]
struct Page {
    html: String,
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Page {
    fn put(&mut self, line: &str) {
        self.html.push_str(line);
        self.html.push('\n');
    }

    /// A script; one with a type of its own is text to the browser, but hashing it too does no harm.
    fn put_script(&mut self, attributes: &str, source: &str) {
        // Inside strings, which is where these can stand, the added backslash means nothing.
        let source = source.replace("</script", "<\\/script").replace("<!--", "<\\!--");
        self.scripts.push(csp::hash_source(&source));
        self.put(&format!("<script{attributes}>{source}</script>"));
    }

    fn put_style(&mut self, source: &str) {
        let source = source.replace("</style", "<\\/style");
        self.styles.push(csp::hash_source(&source));
        self.put(&format!("<style>{source}</style>"));
    }
}

/// The file's text as the browser will hash it: an HTML parser turns every line end into a line feed.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}"))?;
    Ok(text.replace("\r\n", "\n"))
}

/// The value of the attribute `name` of `element`.
fn value_of<'a>(name: &str, element: &'a str) -> Result<&'a str, String> {
    let start = format!(" {name}=\"");
    let value = element.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    value.map(|(value, _)| value).ok_or_else(|| format!("index.html: `{element}` has no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = r#"<head>
  <!-- for the reader -->
  <meta http-equiv="Content-Security-Policy">
  <link rel="icon" href="icon.svg">
  <link rel="stylesheet" href="page.css">
</head>
<link data-trunk rel="rust" data-bin="x">
<script id="worker" type="text/plain" src="worker.js"></script>
<script src="boot.js"></script>
"#;

    fn packed() -> String {
        let built = Built { glue: "let a = '</script><!--';".to_owned(), wasm: "AGFzbQ==".to_owned() };
        let read = |file: &str| match file {
            "icon.svg" => Ok(b"<svg/>".to_vec()),
            "page.css" => Ok(b"p { color: red }\r\n".to_vec()),
            "worker.js" => Ok(b"onmessage = 1;".to_vec()),
            "boot.js" => Ok(b"start();\r\n".to_vec()),
            other => Err(format!("{other}: not there")),
        };
        inline(TEMPLATE, &built, read).unwrap()
    }

    /// The text of each element `name`, as a browser finds it: up to the next closing tag.
    fn texts<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
        let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
        let elements = page.split(opening.as_str()).skip(1);
        elements.map(|rest| rest.split_once('>').unwrap().1.split_once(&closing).unwrap().0).collect()
    }

    #[test]
    fn every_script_that_runs_and_every_style_is_named_by_the_hash_of_its_exact_text() {
        let page = packed();
        let policy = csp::policy_of(&page).unwrap();
        let scripts = texts(&page, "script");
        assert_eq!(scripts.len(), 4, "glue, wasm, worker, boot");
        for script in [scripts[0], scripts[3], texts(&page, "style")[0]] {
            assert!(policy.contains(&csp::hash_source(script)), "{script} is not allowed by {policy}");
        }
        assert!(!policy.contains(&csp::hash_source("start();\r\n")));
    }

    #[test]
    fn inlined_text_cannot_end_its_element() {
        let page = packed();
        assert_eq!(texts(&page, "script")[0], "let a = '<\\/script><\\!--';");
    }

    #[test]
    fn nothing_refers_to_another_file() {
        let page = packed();
        assert!(!page.contains(" src=") && !page.contains("data-trunk") && !page.contains("for the reader"), "{page}");
        assert!(page.contains("<script id=\"worker\" type=\"text/plain\">onmessage = 1;</script>"));
        assert!(page.contains("<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">"));
    }

    #[test]
    fn a_missing_file_or_policy_is_an_error() {
        let built = Built { glue: String::new(), wasm: String::new() };
        let refuse = |file: &str| Err(format!("{file}: not there"));
        assert_eq!(inline(TEMPLATE, &built, refuse).unwrap_err(), "icon.svg: not there");
        assert!(inline("<p>", &built, refuse).unwrap_err().contains("content security policy"));
        assert!(inline("<script>", &built, refuse).unwrap_err().contains("has no src"));
    }
}
