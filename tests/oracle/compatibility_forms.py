#!/usr/bin/python3
"""Writes the table behind the compatibility forms of Vitrine.Onnx from Python's copy of the Unicode character database.

    python3 tests/oracle/compatibility_forms.py > src/Vitrine.Onnx/Tokenizers/Text/compatibility.txt

Line: CHAR FIRST [SECOND …], the full expansion of a character in form KD where form D leaves the character, or a part of it, as it is.
"""
import unicodedata as u

print(f"# Unicode {u.unidata_version}, written by tests/oracle/compatibility_forms.py")
for code in range(0x110000):
    char = chr(code)
    if u.decomposition(char).startswith("<"):
        print(f"{code:X}", " ".join(f"{ord(part):X}" for part in u.normalize("NFKD", char)))
