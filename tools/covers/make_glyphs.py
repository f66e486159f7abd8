#!/usr/bin/env python3
"""Writes the glyph tables of generated covers from two open fonts.

    pip install fonttools brotli uharfbuzz
    npm pack @fontsource-variable/alegreya@5.3.0 @fontsource-variable/commissioner@5.3.0   (and unpack each)
    tools/covers/make_glyphs.py ALEGREYA_DIR COMMISSIONER_DIR src/services/catalog/covers

An <img> cannot load a font, so covers carry their letters as outlines. A row of a table is one character:
code point, advance, ink box, start of the outline, kerning classes, and the rest of the outline as relative
SVG path commands on a whole-number grid (y down, baseline 0). Run it again only to change fonts or characters.
"""

import glob
import sys
import unicodedata
from io import BytesIO

import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.qu2cu import quadratic_to_curves
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SUBSETS = ("latin", "cyrillic", "latin-ext", "cyrillic-ext")
CHARACTERS = sorted(
    set(map(chr, range(0x20, 0x7F)))
    | set("¡§«°±²³·»¿×")
    | {chr(c) for c in range(0xC0, 0x180) if chr(c) not in "×÷ĲĳŉĿŀſ"}
    | set("ȘșȚțẞ")
    | {chr(c) for c in range(0x400, 0x460) if chr(c) not in "ЀЍѐѝ"}
    | set("ѢѣҐґ₴№€")
    | set("ʼ‘’‚“”„–—…‹›•†")
)


# Letters with marks the faces' subsets lack become the nearest letter they have: ặ → ă, ӓ → а.
MARKED = [*range(0x180, 0x250), *range(0x460, 0x530), *range(0x1E00, 0x1F00)]


def nearest(char):
    """The letter with as many of the marks of `char` as CHARACTERS offers, or None."""
    base, *marks = unicodedata.normalize("NFKD", char)
    for kept in (*reversed(marks), ""):
        letter = unicodedata.normalize("NFC", base + kept)
        if letter in CHARACTERS and letter != char:
            return letter
    return None


def load(folder, family, weight):
    """The subsets of a family at one weight, each as (outlines, cmap, shaper)."""
    fonts = []
    for subset in SUBSETS:
        path = glob.glob(f"{folder}/files/{family}-{subset}-wght-normal.woff2")[0]
        font = instantiateVariableFont(TTFont(path), {"wght": weight})
        font.flavor = None
        data = BytesIO()
        font.save(data)
        fonts.append((font, font.getBestCmap(), hb.Font(hb.Face(data.getvalue()))))
    return fonts


def shape(shaper, text):
    """Glyph ids and advances; lining figures, because the text figures of Alegreya look lost in a title."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(shaper, buffer, {"lnum": True, "liga": False, "calt": False})
    return [(i.codepoint, p.x_advance) for i, p in zip(buffer.glyph_infos, buffer.glyph_positions)]


def contours(font, glyph, tolerance):
    """Closed contours as lists of segments (points after the start), cubic or straight, in font units."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    out, current, start, point, run = [], [], None, None, []

    def flush():
        nonlocal run
        if run:
            for curve in quadratic_to_curves(run, tolerance, all_cubic=True):
                current.append(tuple(curve[1:]))
            run = []

    for command, args in pen.value:
        if command == "moveTo":
            start = point = args[0]
            current = []
        elif command == "lineTo":
            flush()
            current.append((args[0],))
            point = args[0]
        elif command == "qCurveTo":
            if args[-1] is None:  # a contour without on-curve points starts half way between two others
                first = ((args[-2][0] + args[0][0]) / 2, (args[-2][1] + args[0][1]) / 2)
                start = point = first
                args = args[:-1] + (first,)
            run.append((point,) + tuple(args))
            point = args[-1]
        elif command == "closePath":
            flush()
            out.append((start, current))
    return out


def number(value, first):
    return str(value) if first or value < 0 else f" {value}"


def relative_path(outline, scale):
    """(start, commands after the start, ink points) of an outline on the grid."""
    grid = lambda p: (round(p[0] * scale), -round(p[1] * scale))
    origin = anchor = None
    commands, points = [], []

    def emit(letter, *values):
        if letter in "hv" and commands and commands[-1][0] == letter and commands[-1][1] * values[0] > 0:
            values = (values[0] + commands.pop()[1],)
        commands.append((letter, *values))

    for start, segments in outline:
        begin = at = grid(start)
        points.append(begin)
        if origin is None:
            origin = begin
        else:
            emit("m", begin[0] - anchor[0], begin[1] - anchor[1])
        anchor = begin
        handle = None  # the second control point of the curve before, for the short form
        for index, segment in enumerate(segments):
            segment = [grid(p) for p in segment]
            points += segment
            end = segment[-1]
            dx, dy = end[0] - at[0], end[1] - at[1]
            if straight(at, segment):
                closing = index == len(segments) - 1 and end == begin
                if (dx or dy) and not closing:
                    emit(*(("v", dy) if not dx else ("h", dx) if not dy else ("l", dx, dy)))
                handle = None
            else:
                (ax, ay), (bx, by) = segment[0], segment[1]
                mirrored = handle and (2 * at[0] - handle[0], 2 * at[1] - handle[1]) == (ax, ay)
                tail = (bx - at[0], by - at[1], dx, dy)
                emit("s", *tail) if mirrored else emit("c", ax - at[0], ay - at[1], *tail)
                handle = (bx, by)
            at = end
        emit("z")
    text, last = "", ""
    for letter, *values in commands:
        text += letter if letter != last or letter in "mz" else ""
        for value in values:
            text += number(value, text[-1].isalpha())
        last = letter
    return origin or (0, 0), text, points


def straight(start, segment):
    """Whether both handles of a cubic lie within 0.8 of a grid unit of its chord: then a line looks the same."""
    end = segment[-1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    return all(abs((p[0] - start[0]) * dy - (p[1] - start[1]) * dx) <= 0.8 * (dx * dx + dy * dy) ** 0.5
               for p in segment[:-1])


def classes(rows):
    """Numbers equal rows alike: (class of each row, the distinct rows)."""
    known, numbers = {}, []
    for row in rows:
        numbers.append(known.setdefault(tuple(row), len(known)))
    return numbers, list(known)


def make(name, licence, folder, family, weight, em, tolerance, unseen, out):
    """`tolerance`: grid units an outline may move; `unseen`: the part of an em below which kerning is dropped."""
    fonts = load(folder, family, weight)
    glyphs = []
    for char in CHARACTERS:
        for subset, (font, cmap, shaper) in enumerate(fonts):
            if ord(char) in cmap:
                (gid, advance), = shape(shaper, char)
                scale = em / font["head"].unitsPerEm
                outline = contours(font, font.getGlyphName(gid), tolerance / scale)
                glyphs.append((char, subset, advance, scale, *relative_path(outline, scale)))
                break
        else:
            print(f"{name}: no {char} U+{ord(char):04X}")
    kern = []
    for left in glyphs:
        row = []
        for right in glyphs:
            value = 0
            if left[1] == right[1] and not (left[0].isdigit() and right[0].isdigit()):
                pair = shape(fonts[left[1]][2], left[0] + right[0])
                if len(pair) == 2:
                    value = round((pair[0][1] - left[2]) * left[3])
            assert abs(value) < 128
            row.append(value if abs(value) > em * unseen else 0)
        kern.append(row)
    row_of, rows = classes(kern)
    column_of, columns = classes(zip(*rows))
    with open(f"{out}/{name}.inc", "w") as file:
        file.write(f"// Made by tools/covers/make_glyphs.py. {licence}\n")
        file.write("// SIL Open Font License 1.1, see OFL.txt.\n")
        file.write(f"constexpr Glyph {name}_glyphs[]{{\n")
        for (char, _, advance, scale, start, path, points), row, column in zip(glyphs, row_of, column_of):
            xs, ys = [p[0] for p in points] or [0], [p[1] for p in points] or [0]
            file.write(f'{{0x{ord(char):X},{round(advance * scale)},{min(xs)},{min(ys)},{max(xs)},{max(ys)},'
                       f'{start[0]},{start[1]},{row},{column},"{path}"}},\n')
        file.write("};\n")
        file.write(f"// {len(rows)} left classes (a line each) by {len(columns)} right classes.\n")
        file.write(f"constexpr std::int8_t {name}_kerning[]{{\n")
        for row in zip(*columns):
            file.write(",".join(map(str, row)) + ",\n")
        file.write("};\n")
        file.write(f"constexpr Face {name}{{{name}_glyphs,{name}_kerning,{len(columns)},{em}}};\n")
    sizes = [len(g[5]) for g in glyphs]
    print(f"{name}: {len(glyphs)} glyphs, outlines {sum(sizes)} bytes, kerning {len(rows)}×{len(columns)}")


def make_replacements(out):
    with open(f"{out}/replacements.inc", "w") as file:
        file.write("// Made by tools/covers/make_glyphs.py: a letter, the nearest one the faces have.\n")
        file.write("constexpr std::pair<char32_t, char32_t> replacements[]{\n")
        for code in MARKED:
            letter = nearest(chr(code)) if chr(code) not in CHARACTERS else None
            if letter:
                file.write(f"{{0x{code:X},0x{ord(letter):X}}}," + "\n" * (code % 8 == 7))
        file.write("};\n")


if __name__ == "__main__":
    alegreya, commissioner, target = sys.argv[1:]
    make_replacements(target)
    make("alegreya_700", "Outlines of Alegreya 700, Copyright 2011 The Alegreya Project Authors.",
         alegreya, "alegreya", 700, 400, 0.8, 0.01, target)
    make("commissioner_500", "Outlines of Commissioner 500, Copyright 2019 The Commissioner Project Authors.",
         commissioner, "commissioner", 500, 250, 0.5, 0.02, target)
