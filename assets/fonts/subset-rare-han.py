#!/usr/bin/env python3
"""Makes Hanazono-Names.ttf from Debian's fonts-hanazono (20170904-2.1).

Kept: the Han characters that NotoSansCJK-Names.otf lacks and that a register of persons has,
by the sources that Unicode's Unihan 14 names for each:

- Taiwan's household register (CNS 11643, planes 12 to 15: TC, TD, TE, TF) and what its telephone
  and census offices added (TB, TU);
- China's register of identity cards (GIDC) and the dictionaries of names and places beside it
  (GXC, GXHZ, GFC, GZH, GRM, GWZ, GDZ, GLGYJ);
- Japan's household registers (Moji Joho Kiban: JMJ; JK, JH), Korea's (K4, K6), Macau's (MC, MD).

Left out are Extension B's characters of old dictionaries alone (Kangxi, Hanyu Da Zidian), and
Extensions G, H and I, which the font does not have. Names of layouts and hints go too.

subset-rare-han.py HanaMinB.ttf ucd.all.grouped.xml    with fontTools 4.68; writes beside itself
"""

import re
import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

REGISTERS = set(
    "TB TC TD TE TF TU JK JMJ JH K4 K6 MC MD GIDC GXC GXHZ GFC GZH GRM GWZ GDZ GLGYJ".split()
)

here = Path(__file__).parent
font, database = sys.argv[1:]
held = set(TTFont(here / "NotoSansCJK-Names.otf").getBestCmap())
wanted = {0x20, 0xA0}
for line in open(database, encoding="utf8"):
    number = re.search(r'<char cp="([0-9A-F]+)"', line)
    sources = re.findall(r'kIRG_\w+="(\w+)-', line)
    if number and REGISTERS.intersection(sources) and int(number[1], 16) not in held:
        wanted.add(int(number[1], 16))
subprocess.run(
    [
        "pyftsubset",
        font,
        f"--output-file={here / 'Hanazono-Names.ttf'}",
        "--unicodes=" + ",".join(f"{c:X}" for c in sorted(wanted)),
        "--layout-features=",
        "--no-hinting",
        "--name-IDs=0,1,2,3,4,5,6,13,14",
        "--drop-tables+=GSUB,vhea,vmtx,FFTM",
        "--notdef-outline",
    ],
    check=True,
)
