#!/bin/sh
# Makes NotoSansCJK-Names.otf from Debian's fonts-noto-cjk (1:20220127+repack1-1).
#
# Kept: all Han characters, kana, hangul syllables and bopomofo of the whole font, and the forms
# of them that China, Taiwan and Korea write where they differ from Japan's (locl). Dropped:
# Latin and symbols (Noto Sans has them), old hangul, vertical setting, hints, Hong Kong's forms.
# It holds all of GB 2312, GBK, Big5, HKSCS, JIS X 0208, 0212 and 0213, and KS X 1001.
#
# subset-cjk.sh NotoSansCJK-Regular.ttc    with fontTools 4.68; writes beside itself
set -eu
pyftsubset "$1" --font-number=0 --output-file="$(dirname "$0")/NotoSansCJK-Names.otf" \
    --unicodes=20,A0,B7,2010-2015,2018-201D,2E80-2FDF,3000-303F,3041-30FF,3105-312F \
    --unicodes=3130-318E,31A0-31BF,31F0-31FF,3400-4DBF,4E00-9FFF,AC00-D7A3,F900-FAFF \
    --unicodes=FF01-FF60,FF65-FF9F,20000-3FFFF,FE00-FE0F,E0100-E01EF \
    --layout-features=ccmp,locl \
    --layout-scripts=DFLT.dflt,hani.dflt,hani.KOR,hani.ZHS,hani.ZHT \
    --layout-scripts+=hang.dflt,hang.KOR,kana.dflt \
    --no-hinting --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14 \
    --drop-tables+=VORG,vhea,vmtx,BASE,DSIG
