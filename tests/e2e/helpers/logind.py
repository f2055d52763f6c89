#!/usr/bin/env python3
"""Stands in for systemd-logind on a bus of a test's own.

Each line of standard input sends the machine to sleep ("sleep") or wakes it ("wake"). Writes
"waited for" when somebody asks it to wait, and "let go" when that one waits no longer.
"""

import os
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATH = "/org/freedesktop/login1"
INTERFACE = "org.freedesktop.login1.Manager"
METHODS = Gio.DBusNodeInfo.new_for_xml(
    f"""<node><interface name="{INTERFACE}">
      <method name="Inhibit">
        <arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="h" direction="out"/>
      </method>
      <signal name="PrepareForSleep"><arg type="b"/></signal>
    </interface></node>"""
).interfaces[0]


def say(line):
    print(line, flush=True)


def answer(_bus, _sender, _path, _interface, _method, wish, invocation):
    assert wish.unpack()[0] == "sleep" and wish.unpack()[3] == "delay", wish
    ours, theirs = os.pipe()
    files = Gio.UnixFDList.new_from_array([theirs])
    reply = GLib.Variant("(h)", (0,))
    invocation.return_value_with_unix_fd_list(reply, files)
    say("waited for")
    # The list has taken the other end over; it closes when the asker closes its copy.
    del files, invocation
    threading.Thread(target=lambda: (os.read(ours, 1), say("let go")), daemon=True).start()


def told(bus):
    for line in sys.stdin:
        going = GLib.Variant("(b)", (line.strip() == "sleep",))
        GLib.idle_add(tell, bus, going)


def tell(bus, going):
    bus.emit_signal(None, PATH, INTERFACE, "PrepareForSleep", going)
    return GLib.SOURCE_REMOVE


def main():
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    flags = (
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    )
    bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    bus.register_object(PATH, METHODS, answer)
    Gio.bus_own_name_on_connection(
        bus, "org.freedesktop.login1", Gio.BusNameOwnerFlags.NONE, lambda *_: say("ready"), None
    )
    threading.Thread(target=told, args=(bus,), daemon=True).start()
    GLib.MainLoop().run()


main()
