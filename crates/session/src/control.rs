//! The control that a gesture met: what it is, what it is called and where it stands.

use alloc::vec::Vec;

use serde::Serialize;

use crate::thing::Thing;
use crate::words::Label;
use crate::{names, object};

/// The ARIA role of a control, or the nearest to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A push button, also one drawn with a plain element.
    Button,
    /// A button or image that submits its form.
    Submit,
    /// A link.
    Link,
    /// An entry of a menu.
    MenuItem,
    /// A tab of a tab list.
    Tab,
    /// A checkbox.
    Checkbox,
    /// A radio button.
    Radio,
    /// A switch.
    Switch,
    /// A field for text, of whatever kind.
    Textbox,
    /// A field for a secret.
    Password,
    /// A field that opens a list of choices.
    Combobox,
    /// A list of choices, or a selection of several.
    Listbox,
    /// One choice of such a list.
    Option,
    /// A field for a file.
    File,
    /// A row of a table, grid or list.
    Row,
    /// A cell of a row.
    Cell,
    /// A node of a tree.
    TreeItem,
    /// The head of a section that opens and closes.
    Disclosure,
    /// A heading.
    Heading,
    /// A picture.
    Image,
    /// A slider, spin button or other field with a value.
    Value,
    /// Something that takes clicks and says nothing of itself.
    Generic,
}

names!(Role {
    Button => "button",
    Submit => "submit",
    Link => "link",
    MenuItem => "menu_item",
    Tab => "tab",
    Checkbox => "checkbox",
    Radio => "radio",
    Switch => "switch",
    Textbox => "textbox",
    Password => "password",
    Combobox => "combobox",
    Listbox => "listbox",
    Option => "option",
    File => "file",
    Row => "row",
    Cell => "cell",
    TreeItem => "tree_item",
    Disclosure => "disclosure",
    Heading => "heading",
    Image => "image",
    Value => "value",
    Generic => "generic",
});

/// What kind of place a control stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A dialog.
    Dialog,
    /// A form.
    Form,
    /// A table or grid.
    Table,
    /// A list.
    List,
    /// A group of fields, or a named part of the page.
    Section,
    /// A toolbar.
    Toolbar,
    /// A menu.
    Menu,
    /// The navigation of the page.
    Navigation,
}

names!(PlaceKind {
    Dialog => "dialog",
    Form => "form",
    Table => "table",
    List => "list",
    Section => "section",
    Toolbar => "toolbar",
    Menu => "menu",
    Navigation => "navigation",
});

/// A named place around a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What kind of place.
    pub kind: PlaceKind,
    /// What it is called, by its label or heading.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub name: Label,
}

object!(Place { kind; name });

/// A control as it is described at the gesture. Nothing here comes from what a person typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// What it is.
    pub role: Role,
    /// Its accessible name in published words.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub name: Label,
    /// Whether pressing it sends a form.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub submits: bool,
    /// The places around it, the nearest first, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Place>,
    /// What the row or item around it names, so that "Remove" in one row differs from "Remove" in another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub row: Vec<Thing>,
    /// The control's attributes could not be read; what is here is what could.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub unreadable: bool,
}

object!(Control { role; name, submits, within, row, unreadable });

impl Control {
    /// Whether its name is data, as that of a row or of what stands in one: such a name says core words alone.
    pub fn carries_data(&self) -> bool {
        let is_data = matches!(
            self.role,
            Role::Row | Role::Cell | Role::Option | Role::TreeItem | Role::Heading
        );
        is_data || !self.row.is_empty()
    }
}
