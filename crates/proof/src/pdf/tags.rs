//! What the parts of a page are, for readers that speak it: headings, paragraphs, lists, figures.
//!
//! Draws nothing: it marks what others draw, and writes the tree of the marks (ISO 32000-1, 14.7).

use std::collections::BTreeMap;
use std::io::Write;

use printpdf::{DictItem, Op};

use super::content::text_string;
use super::file::{File, Ref};
use crate::error::Error;
use crate::ink::Canvas;

/// The tree of one page, in the order in which it is read.
#[derive(Default)]
pub(crate) struct Tags {
    elements: Vec<Element>,
    open: Vec<usize>,
    marks: Vec<usize>,
}

/// A part of the page: a mark on it, or a group of others.
struct Element {
    kind: &'static str,
    parent: Option<usize>,
    mark: Option<usize>,
    alt: Option<String>,
}

impl Tags {
    /// Groups what is marked until [`Tags::close`].
    pub(crate) fn open(&mut self, kind: &'static str) {
        let element = self.push(kind, None);
        self.open.push(element);
    }

    /// Ends the innermost group.
    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    /// Marks what `draw` draws as one part of a kind.
    pub(crate) fn mark(
        &mut self,
        canvas: &mut Canvas,
        kind: &'static str,
        draw: impl FnOnce(&mut Canvas) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.marked(canvas, kind, None, draw)
    }

    /// Marks what `draw` draws as a picture that `alt` says in words.
    pub(crate) fn figure(
        &mut self,
        canvas: &mut Canvas,
        alt: &str,
        draw: impl FnOnce(&mut Canvas),
    ) -> Result<(), Error> {
        self.marked(canvas, "Figure", Some(alt.to_owned()), |canvas| {
            draw(canvas);
            Ok(())
        })
    }

    fn marked(
        &mut self,
        canvas: &mut Canvas,
        kind: &'static str,
        alt: Option<String>,
        draw: impl FnOnce(&mut Canvas) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let element = self.push(kind, alt);
        let mark = self.marks.len();
        self.marks.push(element);
        if let Some(element) = self.elements.get_mut(element) {
            element.mark = Some(mark);
        }
        let number = ("MCID".to_owned(), DictItem::Int(mark as i64));
        let properties = DictItem::Dict { map: BTreeMap::from([number]) };
        let tag = kind.to_owned();
        canvas.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
        let drawn = draw(canvas);
        canvas.ops.push(Op::EndMarkedContent);
        drawn
    }

    fn push(&mut self, kind: &'static str, alt: Option<String>) -> usize {
        let parent = self.open.last().copied();
        self.elements.push(Element { kind, parent, mark: None, alt });
        self.elements.len() - 1
    }

    /// Writes the tree of a page that says `/StructParents 0`; the tree's root.
    pub(crate) fn write<W: Write>(self, file: &mut File<W>, page: Ref) -> Result<Ref, Error> {
        let (root, whole, parents) = (file.reserve(), file.reserve(), file.reserve());
        let ids: Vec<Ref> = self.elements.iter().map(|_| file.reserve()).collect();
        let of = |place: usize| ids.get(place).copied().unwrap_or(whole);
        let kids = |wanted: Option<usize>| -> String {
            let own = self.elements.iter().enumerate().filter(|(_, e)| e.parent == wanted);
            own.map(|(place, _)| format!("{} ", of(place))).collect()
        };
        for (place, element) in self.elements.iter().enumerate() {
            let parent = element.parent.map_or(whole, of);
            let holds = match element.mark {
                Some(mark) => format!("/Pg {page}/K {mark}"),
                None => format!("/K[{}]", kids(Some(place))),
            };
            let head = format!("<</Type/StructElem/S/{}/P {parent}{holds}", element.kind);
            let mut body = head.into_bytes();
            if let Some(alt) = &element.alt {
                body.extend(b"/Alt");
                text_string(&mut body, alt);
            }
            body.extend(b">>");
            file.put(of(place), body)?;
        }
        let marks: String = self.marks.iter().map(|place| format!("{} ", of(*place))).collect();
        file.put(parents, format!("<</Nums[0[{marks}]]>>"))?;
        let head = "<</Type/StructElem/S/Document";
        file.put(whole, format!("{head}/P {root}/K[{}]>>", kids(None)))?;
        let head = "<</Type/StructTreeRoot";
        file.put(root, format!("{head}/K {whole}/ParentTree {parents}/ParentTreeNextKey 1>>"))?;
        Ok(root)
    }
}

/// Marks what `draw` draws as decoration, which no reader speaks.
pub(crate) fn decoration(canvas: &mut Canvas, draw: impl FnOnce(&mut Canvas)) {
    canvas.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
    draw(canvas);
    canvas.ops.push(Op::EndMarkedContent);
}
