//! Templates and static files from tests/desk.

use std::fs;
use std::path::{Path, PathBuf};

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, path_loader};
use serde_json::Value;

use super::System;
use super::http::{Refusal, Response};
use crate::process::root;

/// The folder of the pages; templates are read once, files at each request.
pub struct Pages {
    folder: PathBuf,
    templates: Environment<'static>,
}

impl Pages {
    pub fn new() -> Pages {
        let folder = root().join("tests/desk");
        let mut templates = Environment::new();
        templates.set_loader(path_loader(&folder));
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        Pages { folder, templates }
    }

    /// A page from a template; values are escaped.
    pub fn html(&self, template: &str, values: Value) -> Result<Response, Refusal> {
        let page = self
            .templates
            .get_template(template)
            .and_then(|template| template.render(Serde(values)));
        page.map(Response::html)
            .map_err(|error| Refusal::new(500, format!("{error:#}")))
    }

    /// A stylesheet or script of a system, or one that systems share.
    pub fn file(&self, system: System, name: &str) -> Result<Response, Refusal> {
        let content_type = match Path::new(name)
            .extension()
            .and_then(|extension| extension.to_str())
        {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => return Err(Refusal::not_found()),
        };
        // One path segment without a separator: it cannot leave the folders, the system's own and the common one.
        let own = fs::read(self.folder.join(system.name()).join(name));
        let bytes = own
            .or_else(|_| fs::read(self.folder.join(name)))
            .map_err(|_| Refusal::not_found())?;
        Ok(Response::new(content_type, bytes))
    }
}
