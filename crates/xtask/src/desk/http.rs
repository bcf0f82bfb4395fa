//! Requests and responses, as far as the practice desk needs them.

use axum::body::{Body, HttpBody, to_bytes};
use axum::http;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// No form of the desk needs more, attachments included.
const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// Why a request is not served: a status and a sentence for the reader.
#[derive(Debug)]
pub struct Refusal {
    pub status: u16,
    pub message: String,
}

impl Refusal {
    pub fn new(status: u16, message: impl Into<String>) -> Refusal {
        Refusal {
            status,
            message: message.into(),
        }
    }

    pub fn not_found() -> Refusal {
        Refusal::new(404, "There is no such page")
    }

    pub fn forbidden() -> Refusal {
        Refusal::new(403, "You may not do this")
    }
}

/// A request, read whole.
pub struct Request {
    pub method: String,
    pub host: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub async fn read(incoming: http::Request<Body>) -> Result<Request, Refusal> {
        let (head, body) = incoming.into_parts();
        let headers: Vec<(String, String)> = head
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.as_str().to_owned(), value.into_owned())
            })
            .collect();
        let method = head.method.to_string();
        let path = head.uri.path();
        let query = head.uri.query().unwrap_or_default();
        // Browsers say beforehand how much comes.
        if body.size_hint().lower() > BODY_LIMIT as u64 {
            return Err(Refusal::new(413, "The file is too large: 32 MB is the most"));
        }
        let body = to_bytes(body, BODY_LIMIT)
            .await
            .map_err(|_| Refusal::new(400, "The request ended early"))?
            .to_vec();
        let mut request = Request {
            method,
            host: String::new(),
            path: path.to_owned(),
            query: pairs(query.as_bytes()),
            headers,
            body,
        };
        request.host = request.header("host").to_owned();
        Ok(request)
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// Other sites must not act for the person who is signed in here.
    pub fn check_origin(&self) -> Result<(), Refusal> {
        let origin = self.header("origin");
        let own = origin.strip_prefix("http://") == Some(self.host.as_str());
        if self.method == "GET" || origin.is_empty() || own {
            Ok(())
        } else {
            Err(Refusal::new(403, "This form was sent from another site"))
        }
    }

    /// The parts of the path between slashes.
    pub fn segments(&self) -> Vec<&str> {
        self.path.split('/').filter(|part| !part.is_empty()).collect()
    }

    pub fn query(&self, name: &str) -> &str {
        value(&self.query, name)
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.header("cookie")
            .split("; ")
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Refusal::new(400, format!("This is not understood: {error}")))
    }

    /// The fields and files of a form, in either of the two encodings.
    pub fn form(&self) -> Result<Form, Refusal> {
        let content_type = self.header("content-type");
        match content_type.split_once("boundary=") {
            Some((_, boundary)) => parts(&self.body, boundary.trim_matches('"')),
            None => Ok(Form {
                fields: pairs(&self.body),
                files: Vec::new(),
            }),
        }
    }
}

/// A form as it was sent.
#[derive(Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

/// A file in a form.
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Form {
    pub fn value(&self, name: &str) -> &str {
        value(&self.fields, name)
    }

    pub fn values<'form>(&'form self, name: &'form str) -> impl Iterator<Item = &'form str> {
        self.fields
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

fn value<'pairs>(pairs: &'pairs [(String, String)], name: &str) -> &'pairs str {
    pairs
        .iter()
        .find(|(found, _)| found == name)
        .map_or("", |(_, value)| value.trim())
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// Reads multipart/form-data as browsers write it.
fn parts(body: &[u8], boundary: &str) -> Result<Form, Refusal> {
    let broken = || Refusal::new(400, "The form is broken");
    let separator = format!("\r\n--{boundary}").into_bytes();
    let mut rest = body.strip_prefix(&separator[2..]).ok_or_else(broken)?;
    let mut form = Form::default();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, &separator).ok_or_else(broken)?;
        let head_end = find(&part[..end], b"\r\n\r\n").ok_or_else(broken)?;
        let head = String::from_utf8_lossy(&part[..head_end]);
        let content = &part[head_end + 4..end];
        let name = attribute(&head, "name").ok_or_else(broken)?;
        match attribute(&head, "filename") {
            // A file field that was left empty is sent as a file without a name.
            Some(file) if file.is_empty() => {}
            Some(file) => form.files.push(Upload {
                name: file,
                bytes: content.to_vec(),
            }),
            None => form
                .fields
                .push((name, String::from_utf8_lossy(content).into_owned())),
        }
        rest = &part[end + separator.len()..];
    }
    Ok(form)
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|window| window == sought)
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let (_, rest) = head.split_once(&format!("; {name}=\""))?;
    Some(rest.split_once('"')?.0.replace("%22", "\""))
}

/// A response, ready to be sent.
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    pub fn new(content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        Response {
            status: 200,
            headers: vec![
                ("Content-Type".into(), content_type.into()),
                ("Cache-Control".into(), "no-cache".into()),
            ],
            body: body.into(),
        }
    }

    pub fn text(text: &str) -> Response {
        Response::new("text/plain; charset=utf-8", text)
    }

    pub fn html(page: String) -> Response {
        Response::new("text/html; charset=utf-8", page)
    }

    pub fn json(value: &impl Serialize) -> Result<Response, Refusal> {
        let body = serde_json::to_vec(value).map_err(|error| Refusal::new(500, error.to_string()))?;
        Ok(Response::new("application/json", body))
    }

    /// After a form was sent: go and look at the result.
    pub fn see_other(to: &str) -> Response {
        Response {
            status: 303,
            ..Response::text("")
        }
        .header("Location", to)
    }

    pub fn status(mut self, status: u16) -> Response {
        self.status = status;
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Response {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn cookie(self, name: &str, value: &str) -> Response {
        let age = if value.is_empty() { "; Max-Age=0" } else { "" };
        self.header(
            "Set-Cookie",
            &format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}"),
        )
    }

    pub fn into_wire(self) -> http::Response<Body> {
        let mut wire = http::Response::builder().status(self.status);
        for (name, value) in self.headers {
            wire = wire.header(name, value);
        }
        wire.body(Body::from(self.body)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipart_forms_give_fields_and_files() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nHello\r\n\
            --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n{\"a\":\r\n1}\r\n\
            --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let form = parts(body, "x").unwrap();
        assert_eq!(form.value("text"), "Hello");
        assert_eq!(form.files.len(), 1);
        assert_eq!(form.files[0].name, "a.json");
        assert_eq!(form.files[0].bytes, b"{\"a\":\r\n1}");
    }

    #[test]
    fn a_cut_off_form_is_refused() {
        assert_eq!(
            parts(
                b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nHel",
                "x"
            )
            .err()
            .unwrap()
            .status,
            400
        );
    }
}
