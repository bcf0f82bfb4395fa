//! The JSON Schema of a matrix file. Run by `cargo xtask codegen`; never shipped.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::json::File;

/// The JSON Schema (draft 2020-12) of a matrix as JSON.
///
/// # Errors
/// Those of writing it.
pub fn schema() -> Result<String, serde_json::Error> {
    let mut schema = schemars::schema_for!(File<'static>);
    schema.insert("title".to_owned(), "Ledgerium access matrix, version 1".into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
