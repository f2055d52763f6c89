"""What ReportLab takes to build the same proof page.

One process for the whole benchmark, so that its start and the reading of the fonts are not
counted. Arguments: the photo, the code's bytes in hexadecimal. Says what it is; then answers
each line: "whole" and "without the code" with the milliseconds that one page took, "size" with
the bytes of the last whole page.
"""

import io
import sys
import time

import reportlab
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode import qrencoder
from reportlab.graphics.barcode.common import Codabar
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAVY, SLATE, SKY, MIST, RED, HAIR, ROSE = map(
    HexColor, ["#10223B", "#456278", "#B3DDF2", "#E1F0F9", "#CC0000", "#9AAEBC", "#F2A6A6"]
)
CARD = (85.60, 53.98)
MARGIN, ENLARGED = 11.0, 1.4

FRONT = [
    (4.0, 6.8, 12.0, True, NAVY, "City of Chicago CityKey"),
    (33.2, 12.0, 4.5, False, SLATE, "Name"),
    (33.2, 16.4, 12.0, True, NAVY, "Rosa Delgado-Núñez"),
    (33.2, 21.0, 4.5, False, SLATE, "Name gone by"),
    (33.2, 24.4, 9.0, False, NAVY, "Rosie"),
    (33.2, 28.2, 4.5, False, SLATE, "Date of birth"),
    (33.2, 31.2, 7.5, True, NAVY, "Feb 29, 1984"),
    (53.2, 28.2, 4.5, False, SLATE, "Expires"),
    (53.2, 31.2, 7.5, True, NAVY, "Nov 23, 2031"),
    (72.6, 28.2, 4.5, False, SLATE, "Gender"),
    (72.6, 31.2, 7.5, True, NAVY, "X"),
    (33.2, 35.2, 4.5, False, SLATE, "Address"),
    (33.2, 38.4, 7.5, False, NAVY, "4001 North Ravenswood Avenue"),
    (33.2, 41.8, 7.5, False, NAVY, "Chicago, IL 60613"),
    (4.0, 46.6, 4.5, False, SLATE, "Card number"),
    (4.0, 50.2, 8.5, True, NAVY, "310000000018"),
]
BACK = [
    (4.0, 3.9, 7.0, True, NAVY, "City of Chicago CityKey"),
    (4.1, 8.4, 4.5, False, SLATE, "Chicago Public Library"),
    (4.1, 21.0, 8.0, True, NAVY, "21234000000019"),
    (4.0, 24.0, 4.5, False, SLATE, "Emergency contact"),
    (4.0, 27.0, 7.5, False, NAVY, "Ana Ruiz, sister, 312-555-0142"),
    (4.0, 31.0, 4.5, False, SLATE, "Medical notes"),
    (4.0, 34.0, 7.5, False, NAVY, "Type 1 diabetes, insulin."),
    (58.4, 39.8, 4.5, False, SLATE, "Transit card"),
    (58.4, 42.9, 7.5, True, NAVY, "0167001234567890"),
    (59.0, 34.0, 4.5, False, SLATE, "Scan to check this card"),
    (4.0, 47.6, 4.5, False, SLATE, "If found, please return to"),
    (4.0, 50.6, 6.2, False, NAVY,
     "Office of the City Clerk, 121 N LaSalle St, Chicago, IL 60602 · 312-742-5375"),
]
LIST = [
    ("Name", "Rosa Delgado-Núñez"), ("Name gone by", "Rosie"),
    ("Date of birth", "February 29, 1984"), ("Expires", "November 23, 2031"), ("Gender", "X"),
    ("Address", "4001 North Ravenswood Avenue"), ("Card number", "310000000018"),
    ("Library card", "21234000000019"), ("Transit card", "0167001234567890"),
    ("Emergency contact", "Ana Ruiz, sister, 312-555-0142"),
    ("Medical notes", "Type 1 diabetes, insulin."),
]
PROMISES = [
    "We only looked at your documents. We keep no copy and no number from them, only a note of "
    "which kinds they were.",
    "If your card shows your address, an emergency contact or medical notes, they never leave "
    "this counter. They are destroyed when you get your card, or else after 24 hours, as soon as "
    "the counter is in use.",
    "That note, your names, birth date, language, photo, signature, gender marker and other marks "
    "go locked to the programme’s central server. This counter destroys its copy once the day is "
    "over and the server has it. The server keeps it; no date to destroy it is set yet.",
    "This counter also keeps the card’s numbers and its expiry date, without your name.",
]


def write(canvas, height, x, y, size, bold, colour, text):
    canvas.setFillColor(colour)
    canvas.setFont("Bold" if bold else "Regular", size)
    canvas.drawString(x * mm, (height - y) * mm, text)


def ground(canvas, bands, top):
    path = canvas.beginPath()
    path.roundRect(0, 0, CARD[0] * mm, CARD[1] * mm, 3.18 * mm)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColor(white)
    canvas.rect(0, 0, CARD[0] * mm, CARD[1] * mm, stroke=0, fill=1)
    canvas.setStrokeColor(MIST)
    canvas.setLineWidth(0.5)
    y = top
    while y < 52.0:
        wave = canvas.beginPath()
        wave.moveTo(0, (CARD[1] - y) * mm)
        for step in range(8):
            x, w, h = step * CARD[0] / 8, CARD[0] / 8, 1.1 if step % 2 else -1.1
            points = [(x + w / 3, y + h), (x + 2 * w / 3, y + h), (x + w, y)]
            wave.curveTo(*[value for a, b in points for value in (a * mm, (CARD[1] - b) * mm)])
        canvas.drawPath(wave, stroke=1, fill=0)
        y += 1.5
    canvas.setFillColor(SKY)
    for y, height in bands:
        canvas.rect(0, (CARD[1] - y - height) * mm, CARD[0] * mm, height * mm, stroke=0, fill=1)
    canvas.restoreState()


def watermark(canvas):
    canvas.saveState()
    canvas.setFillColor(ROSE)
    canvas.setFont("Bold", 23)
    canvas.translate(CARD[0] * mm / 2, CARD[1] * mm / 2)
    canvas.rotate(32.2)
    canvas.drawCentredString(0, -8, "PROOF - NOT AN ID")
    canvas.restoreState()


def front(canvas, photo):
    canvas.beginForm("front")
    ground(canvas, [(0, 9.0), (52.68, 1.3)], 9.0)
    canvas.drawImage(photo, 4 * mm, (CARD[1] - 43.5) * mm, 26 * mm, 32.5 * mm)
    watermark(canvas)
    for text in FRONT:
        write(canvas, CARD[1], *text)
    canvas.endForm()


def back(canvas, code):
    canvas.beginForm("back")
    ground(canvas, [(0, 5.6), (52.68, 1.3)], 36.0)
    watermark(canvas)
    bars = Codabar("A21234000000019A", barWidth=0.26 * mm, barHeight=9 * mm, ratio=3)
    bars.drawOn(canvas, 1.4 * mm, (CARD[1] - 18.0) * mm)
    if code:
        widget = QrCodeWidget([qrencoder.QR8bitByte(code)], barLevel="M", barBorder=4)
        widget.barWidth = widget.barHeight = 26 * mm
        drawing = Drawing(26 * mm, 26 * mm)
        drawing.add(widget)
        renderPDF.draw(drawing, canvas, 57 * mm, (CARD[1] - 32.4) * mm)
    for text in BACK:
        write(canvas, CARD[1], *text)
    canvas.endForm()


def show(canvas, name, x, y, scale):
    canvas.saveState()
    canvas.translate(x * mm, letter[1] - (y + CARD[1] * scale) * mm)
    canvas.scale(scale, scale)
    canvas.doForm(name)
    canvas.restoreState()


def page(photo, code):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, pageCompression=1, lang="en")
    canvas.setTitle("Proof of card 310000000018")
    front(canvas, ImageReader(photo))
    back(canvas, code)
    height = letter[1] / mm
    write(canvas, height, MARGIN, 16, 18, True, NAVY, "Proof of your card")
    write(canvas, height, MARGIN, 22, 10, False, RED,
          "This page is not an identity document. Please read it carefully.")
    write(canvas, height, MARGIN, 28, 8, False, SLATE, "True size (print at 100 %)")
    show(canvas, "front", MARGIN, 29, 1)
    show(canvas, "back", 215.9 - MARGIN - CARD[0], 29, 1)
    write(canvas, height, MARGIN, 89, 8, False, SLATE, "Front, enlarged")
    show(canvas, "front", MARGIN, 90, ENLARGED)
    write(canvas, height, MARGIN, 171, 8, False, SLATE, "Back, enlarged")
    show(canvas, "back", MARGIN, 171.6, ENLARGED)
    y = 95.0
    write(canvas, height, 138, y, 13, True, NAVY, "Please check")
    write(canvas, height, 138, y + 6, 9, False, NAVY,
          "Is everything right, and is the photo yours?")
    for label, value in LIST:
        y += 9.5
        write(canvas, height, 138, y + 3, 7.5, False, SLATE, label)
        write(canvas, height, 138, y + 7, 9, True, NAVY, value)
    write(canvas, height, 144, 230, 10, True, NAVY, "I have checked this page and it is right.")
    write(canvas, height, 144, 245, 8, False, SLATE, "Initials")
    write(canvas, height, MARGIN, 252, 10, True, NAVY, "What we keep and what we forget")
    for place, promise in enumerate(PROMISES):
        y = 256 + 7 * (place % 2)
        for line in simpleSplit(promise, "Regular", 8.5, 93 * mm):
            write(canvas, height, MARGIN + 100 * (place // 2), y, 8.5, False, NAVY, line)
            y += 3.5
    canvas.setStrokeColor(HAIR)
    canvas.line(MARGIN * mm, (height - 248) * mm, (215.9 - MARGIN) * mm, (height - 248) * mm)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def main():
    photo, code = sys.argv[1], bytes.fromhex(sys.argv[2])
    pdfmetrics.registerFont(TTFont("Regular", "assets/fonts/NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Bold", "assets/fonts/NotoSans-Bold.ttf"))
    print(f"ReportLab {reportlab.Version}", flush=True)
    size = 0
    for line in sys.stdin:
        asked = line.strip()
        if asked == "size":
            print(size, flush=True)
            continue
        started = time.perf_counter()
        pdf = page(photo, code if asked == "whole" else None)
        print((time.perf_counter() - started) * 1000, flush=True)
        if asked == "whole":
            size = len(pdf)
            if len(sys.argv) > 3:
                open(sys.argv[3], "wb").write(pdf)


main()
