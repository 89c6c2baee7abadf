"""Makes the two embedded font files from Debian's package fonts-inter (Inter, SIL Open Font License 1.1).

    python3 -m pip install fonttools==4.68.0
    apt-get download fonts-inter && dpkg -x fonts-inter_*.deb inter
    python3 make.py inter/usr/share/fonts/opentype/inter .

Cubic outlines become quadratic (.ttf), digits become equally wide (`tnum` is made the default), glyphs outside the
scripts and signs below are dropped, and the family is renamed, because this is a modified version.
"""

import sys
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FAMILY = "Downline Sans"
# The charts' own words need the first; users' titles and sources, always in the regular weight, may need the second.
SIGNS = [ord(sign) for sign in "‐‑‒–—‘’‚“”„†•…‰‹›⁄₩€₹₽₺₴₦₱₫₪₿™←↑→↓−√∞≈≠≤≥×÷·●○▲▼"]
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), *SIGNS]
MORE_SCRIPTS = [*LATIN, *range(0x100, 0x180), *range(0x370, 0x400), *range(0x400, 0x460), 0x1E9E]


def tabular_digits(font):
    """Gives each character the glyph that the font's `tnum` feature would put in its place."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swap = {}
    for index in lookups:
        for subtable in table.LookupList.Lookup[index].SubTable:
            swap.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for cmap in font["cmap"].tables:
        if hasattr(cmap, "cmap"):
            for code, glyph in cmap.cmap.items():
                if chr(code) in "0123456789":
                    cmap.cmap[code] = swap.get(glyph, glyph)


def quadratic(font):
    """Replaces the cubic outlines by quadratic ones that stay within 1 unit of 2816 of them."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    for name, outline in outlines.items():
        outline.recalcBounds(glyf)
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(outline, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
        "maxCompositeContours maxComponentDepth"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.glyphOrder = 3.0, None
    font.sfntVersion = "\000\001\000\000"


def rename(font, style, weight):
    names = font["name"]
    keep = {record.nameID: str(record) for record in names.names if record.nameID in (0, 13, 14)}
    names.names = []
    new = keep | {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}, made from Inter 3.019",
        4: f"{FAMILY} {style}",
        5: "Version 3.019",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for name_id, text in sorted(new.items()):
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = 1 if style == "Bold" else 0


def make(source, style, weight, letters, target):
    font = TTFont(source, recalcTimestamp=False)
    tabular_digits(font)
    options = Options(layout_features=["kern", "ccmp", "mark", "locl"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    quadratic(font)
    rename(font, style, weight)
    font["head"].created = font["head"].modified = timestampFromString("Wed Jan  1 00:00:00 2020")
    font.save(target)


if __name__ == "__main__":
    inter, out = map(Path, sys.argv[1:])
    make(inter / "Inter-Regular.otf", "Regular", 400, MORE_SCRIPTS, out / "DownlineSans-Regular.ttf")
    make(inter / "Inter-SemiBold.otf", "Bold", 700, LATIN, out / "DownlineSans-Bold.ttf")
