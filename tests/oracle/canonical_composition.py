#!/usr/bin/python3
"""Writes the table behind Vitrine.Catalogue.Text.CanonicalComposition from Python's copy of the Unicode character database.

    python3 tests/oracle/canonical_composition.py > src/Vitrine.Catalogue/Text/Unicode/canonical.txt

Lines:  c FIRST LAST CLASS     combining class of a range of characters (0 is not listed)
        d CHAR FIRST [SECOND]  canonical decomposition that also composes
        x CHAR FIRST [SECOND]  canonical decomposition that never composes (singletons and exclusions)
Hangul syllables follow from arithmetic and are not listed.
"""
import unicodedata as u

print(f"# Unicode {u.unidata_version}, written by tests/oracle/canonical_composition.py")

first, last, current = 0, 0, 0
for code in range(0x110001):
    combining = u.combining(chr(code)) if code < 0x110000 else 0
    if combining != current:
        if current:
            print(f"c {first:X} {last:X} {current}")
        first, current = code, combining
    last = code

for code in range(0x110000):
    mapping = u.decomposition(chr(code))
    if not mapping or mapping.startswith("<"):
        continue
    parts = "".join(chr(int(part, 16)) for part in mapping.split())
    kind = "d" if u.normalize("NFC", parts) == chr(code) else "x"
    print(kind, f"{code:X}", " ".join(f"{ord(part):X}" for part in parts))
