//! The layout of an object with long lists: each of its fields, and each element of its lists, on a line of its own.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Breaks lines in the object and in its lists, and nowhere below.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowFormatter {
    depth: u32,
}

impl RowFormatter {
    /// Fields of the object are at depth 1, elements of its lists at depth 2.
    fn begin_entry<W: ?Sized + Write>(self, out: &mut W, first: bool, deepest: u32) -> io::Result<()> {
        let comma: &[u8] = if first { b"" } else { b"," };
        out.write_all(comma)?;
        if self.depth <= deepest { out.write_all(b"\n") } else { Ok(()) }
    }

    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        out.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8], deepest: u32) -> io::Result<()> {
        if self.depth <= deepest {
            out.write_all(b"\n")?;
        }
        self.depth -= 1;
        out.write_all(bracket)
    }
}

const OBJECT: u32 = 1;
const LIST: u32 = 2;

impl Formatter for RowFormatter {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]", LIST)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin_entry(out, first, LIST)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}", OBJECT)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.depth <= OBJECT { b": " } else { b":" })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin_entry(out, first, OBJECT)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[test]
    fn fields_and_elements_of_lists_stand_on_lines_of_their_own() {
        let object = serde_json::json!({ "a": { "b": [1, 2] }, "c": [{ "d": 1, "e": [2] }, 3], "f": [] });
        let mut out = Vec::new();
        object.serialize(&mut serde_json::Serializer::with_formatter(&mut out, RowFormatter::default())).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "{\n\"a\": {\"b\":[1,2]},\n\"c\": [\n{\"d\":1,\"e\":[2]},\n3\n],\n\"f\": [\n]\n}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), object);
    }
}
