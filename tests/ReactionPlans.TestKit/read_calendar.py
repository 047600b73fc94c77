"""Reads a calendar from standard input with python-icalendar and tells on standard output what it says, as JSON."""
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())


def text(part, name):
    return str(part[name]) if name in part else None


def instant(part, name):
    return part[name].dt.isoformat() if name in part else None


json.dump({
    "method": text(calendar, "METHOD"),
    "productId": text(calendar, "PRODID"),
    "version": text(calendar, "VERSION"),
    "name": text(calendar, "X-WR-CALNAME"),
    "timeZones": len(calendar.walk("VTIMEZONE")),
    "events": [{
        "uid": text(event, "UID"),
        "sequence": int(event["SEQUENCE"]),
        "status": text(event, "STATUS"),
        "starts": instant(event, "DTSTART"),
        "ends": instant(event, "DTEND"),
        "stamp": instant(event, "DTSTAMP"),
        "title": text(event, "SUMMARY"),
        "place": text(event, "LOCATION"),
        "organizer": text(event, "ORGANIZER"),
        "organizerName": event["ORGANIZER"].params.get("CN") if "ORGANIZER" in event else None,
        "attendee": text(event, "ATTENDEE"),
    } for event in calendar.walk("VEVENT")],
}, sys.stdout)
