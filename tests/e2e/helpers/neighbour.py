#!/usr/bin/env python3
"""Another program on the same screen: it hands out by drag, and copies and pastes.

drag URI...   a small window at the screen's foot; what is dragged from it is those addresses
copy TEXT     puts a text on the clipboard, and keeps it there until it is ended
paste         writes what the clipboard holds as one line: "text ...", "picture" or "nothing"

What it says on standard output is one line, as soon as it is ready or done.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

LEFT, TOP, WIDTH, HEIGHT = 1180, 865, 90, 30


def say(line):
    print(line, flush=True)


def drag(addresses):
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_default_size(WIDTH, HEIGHT)
    window.move(LEFT, TOP)
    source = Gtk.EventBox()
    source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    source.drag_source_add_uri_targets()
    source.connect("drag-data-get", lambda _, __, data, ___, ____: data.set_uris(addresses))
    source.connect("drag-end", lambda *_: Gtk.main_quit())
    window.add(source)
    window.connect("map-event", lambda *_: say("ready"))
    window.show_all()
    Gtk.main()


def copy(text):
    Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).set_text(text, -1)
    say("ready")
    Gtk.main()


def paste():
    clipboard = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
    if clipboard.wait_is_image_available():
        say("picture")
    elif clipboard.wait_is_text_available():
        say(f"text {clipboard.wait_for_text()}")
    else:
        say("nothing")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "drag":
        drag(rest)
    elif what == "copy":
        copy(rest[0])
    else:
        paste()
