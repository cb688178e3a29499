#!/usr/bin/env python3
"""Writes the files of this folder (files/) and index.tsv: what is wrong with each, and what must come of it."""
import cases
import make_archives
import make_folders
import make_formats
import make_text

make_text.make()
make_formats.make()
make_archives.make()
make_folders.make()
cases.write_index()
print(len(cases.CASES), "cases")
