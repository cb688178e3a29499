"""Archives and compressed files: names, links, overlaps, cuts. See make.py; recipes are in bad_recipes.cpp."""
import base64
import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

from cases import case, csv, rows

R = csv(40)


# Forty rows of our own under the password "secret", as p7zip 16.02 packs them: 7z a -psecret, the same with -mhe=on (names
# encrypted as well), and 7z a -tzip -psecret -mem=AES256.
SEVEN_CONTENT = base64.b64decode(
    "N3q8ryccAAQ8jDYRgAAAAAAAAAByAAAAAAAAAKkN8E4drkXaeMrSdCzBCEgUFQ1iNFQmsIEVvG8R+Blm9rVZ25DuHDvn+8gGyZhm1N9ZulS9DdGOBS/+iCUEylrBUAwRkLwawxVxAW+1"
    "xkIXzBNRf76zcRLLewYewLsPP8f7HWq9gtj/JVl4GTB1q9E/foJ8BdZC1vBnUUM9qKSTTYUzQAEEBgABCYCAAAcLAQACJAbxBwESUw+7JLRtKhshp+mk0xdSjPAYISEBAAEADHuBIAAI"
    "CgFe51E4AAAFARkPAAAAAAAAAAAAAAAAAAAAEQ0AcgAuAGMAcwB2AAAAFAoBAPMR6bLtfN0BFQYBACCApIEAAA==")
SEVEN_NAMES = base64.b64decode(
    "N3q8ryccAATtHrwkAAEAAAAAAAAwAAAAAAAAAIJpIRlYBDJYf744/fX71E59xNNfC9dg3nks+xHnfFaMuTdL9HXkrDWNUcWkbu/X2EYIqy68UOGWttN+CuldShJ8pYC5pEZjY5hp43Nu"
    "P3ToCGcygaTbS5cM0DGguMwnDdC0HCFhM8ezmAgYx+9ujQexcuyPCQrghanYTB8FvrYvLGVCHEaT/KU/nkkXMtEhpVazqBIguuK6mGZtfvjXfv73ADIlH25CEgyWHHZV63lHiVG5yJCc"
    "5exATb2Whz0hFO+FHSaIXCm1yFJvp88n9ZLQJNyvccKqCiYFhFzUzjQDqPuz6MH4WXapi8nzF9TBHefiX7pE2PNBvx4Kc9X+TuHeJhgOFwaAgAEJgIAABwsBAAEkBvEHARJTD9VCxX6k"
    "kZy2zuMVFGnvXy0McgoBA+dUKQAA")
ZIP_AES = base64.b64decode(
    "UEsDBDMAAQBjAA14eV0AAAAAkgAAACABAAAFAAsAci5jc3YBmQcAAgBBRQMIACoJTVGOv66Y5hVpBgYmxr/mVyNC38KLycOqmdG7EnAsw/rPsCqf5OsEUvilTpHZfzDAVbX0j+30UYa+"
    "ugHAzRqKbRAKurJoU5H8huEmyjM7YkrWGB05deFrEqbeJq1N1bHQLiLctonTPPGGCjqWmgrAO/oh+57IESjXBloYIzG2aegeu9PI7Wsh+U/TBtbi6AoaUEsBAj8DMwABAGMADXh5XQAA"
    "AACSAAAAIAEAAAUALwAAAAAAAAAggKSBAAAAAHIuY3N2CgAgAAAAAAABABgA8xHpsu183QEAAAAAAAAAAAAAAAAAAAAAAZkHAAIAQUUDCABQSwUGAAAAAAEAAQBiAAAAwAAAAAAA")


def zipped(members, method=zipfile.ZIP_DEFLATED, modes={}):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = modes.get(name, 0o100644) << 16
            z.writestr(info, content)
    return out.getvalue()


def central(name, stored, unpacked, crc, local, method=0, extra=b"", flags=0):
    return (struct.pack("<4s6H3I5H2I", b"PK\1\2", 0x031e, 20, flags, method, 0, 0x21, crc, stored, unpacked, len(name), len(extra), 0, 0, 0, 0o100644 << 16, local)
            + name + extra)


def local(name, data, unpacked=None, method=0, extra=b"", crc=None, flags=0):
    return (struct.pack("<4s5H3I2H", b"PK\3\4", 20, flags, method, 0, 0x21, zlib.crc32(data) if crc is None else crc, len(data), len(data) if unpacked is None else unpacked, len(name), len(extra))
            + name + extra + data)


def end(count, size, at, stated=None):
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, stated if stated is not None else count, stated if stated is not None else count, size, at, 0)


def by_hand(locals_, centrals, stated=None):
    body = b"".join(locals_)
    directory = b"".join(centrals)
    return body + directory + end(len(centrals), len(directory), len(body), stated)


def zips():
    ok = dict(rule="P9")
    no = dict(rule="P9")
    case("zip-slip.zip", zipped([("../../../../tmp/recoscope-slip.csv", R)]), "a name that climbs out: it is read, never written", "ok", 40, **ok)
    case("zip-absolute.zip", zipped([("/tmp/recoscope-slip.csv", R)]), "an absolute name", "ok", 40, **ok)
    case("zip-backslashes.zip", zipped([("..\\..\\recoscope-slip.csv", R)]), "a name with backslashes", "ok", 40, **ok)
    case("zip-drive.zip", zipped([("C:\\Windows\\ratings.csv", R)]), "a name with a drive", "ok", 40, **ok)
    case("zip-link.zip", zipped([("ratings.csv", "/etc/passwd")], modes={"ratings.csv": 0o120777}), "a link to /etc/passwd and nothing else", "error", words="no readable file;links", **no)
    case("zip-link-beside.zip", zipped([("a-link.csv", "ratings.csv"), ("ratings.csv", R)], modes={"a-link.csv": 0o120777}), "a link beside the ratings", "ok", 40, **ok)
    case("zip-device.zip", zipped([("dev.csv", b""), ("ratings.csv", R)], modes={"dev.csv": 0o020666}), "a device beside the ratings", "ok", 40, **ok)
    case("zip-nested.zip", zipped([("inner.zip", zipped([("ratings.csv", R)]))]), "an archive in an archive", "error", words="ZIP archive inside;unpack", **no)
    case("zip-nested-tar.zip", zipped([("inner.tar", tarred([("ratings.csv", R)]))]), "a tar in a zip", "error", words="tar archive inside", **no)
    case("zip-nested-gz.zip", zipped([("ratings.csv.gz", gzip.compress(R, mtime=0))]), "a gzip file in a zip", "error", words="compressed twice", **no)
    case("zip-three-bytes.zip", zipped([("ratings.csv", b"BZh")]), "a member of three bytes that begin as bzip2 (found by fuzzing)", "error", words="expected", **no)
    case("zip-empty.zip", zipped([]), "no members", "error", words="no readable file;expected", **no)
    case("zip-folders.zip", zipped([("a/", b""), ("a/b/", b"")]), "nothing but folders", "error", words="no readable file", **no)
    case("zip-clutter.zip", zipped([("__MACOSX/._ratings.csv", b"\0\5\x16\7" + b"\0" * 60), ("ratings.csv", R), (".DS_Store", b"\0\0\0\1Bud1"), ("data/._x", b"\0")]), "clutter of macOS", "ok", 40, **ok)
    case("zip-two.zip", zipped([("a.csv", R), ("b.csv", R.replace(b"1,", b"7,"))]), "two files of ratings", "error", words="several files of ratings;a.csv, b.csv;--file NAME", **no)
    case("zip-same-name.zip", by_hand([local(b"r.csv", R), local(b"r.csv", R)], [central(b"r.csv", len(R), len(R), zlib.crc32(R), 0), central(b"r.csv", len(R), len(R), zlib.crc32(R), 35 + len(R))]), "two members of one name", "error", words="two members named r.csv;unpack", **no)
    case("zip-other-name.zip", by_hand([local(b"a.csv", R)], [central(b"b.csv", len(R), len(R), zlib.crc32(R), 0)]), "directory and member name differently", "error", words="name b.csv differently", **no)
    case("zip-overlap.zip", by_hand([local(b"a.csv", R)], [central(b"a.csv", len(R), len(R), zlib.crc32(R), 0)] + [central(b"a.csv", len(R), len(R), zlib.crc32(R), 0)]), "two entries for one member", "error", words="two members named", **no)
    deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflated.compress(R) + deflated.flush()
    inner = local(b"b.csv", packed, len(R), 8, crc=zlib.crc32(R))
    block = b"\x00" + struct.pack("<HH", len(inner) - len(packed), 0xffff ^ (len(inner) - len(packed)))
    outer = local(b"a.csv", block + inner, len(R) + len(inner) - len(packed), 8)
    case("zip-fifield.zip", by_hand([outer], [central(b"a.csv", len(block) + len(inner), len(R) + len(inner) - len(packed), 0, 0, 8), central(b"b.csv", len(packed), len(R), zlib.crc32(R), 35 + len(block), 8)]), "a member quoted inside another (Fifield)", "error", words="overlap", **no)
    case("zip-outside.zip", by_hand([local(b"a.csv", R)], [central(b"a.csv", len(R), len(R), zlib.crc32(R), 99999999)]), "a member beyond the end", "error", words="outside", **no)
    case("zip-stored-too-long.zip", by_hand([local(b"a.csv", R)], [central(b"a.csv", 99999, 99999, zlib.crc32(R), 0)]), "a member longer than the file", "error", words="outside", **no)
    case("zip-size-lies.zip", by_hand([local(b"a.csv", R, unpacked=10)], [central(b"a.csv", len(R), 10, zlib.crc32(R), 0)]), "a size smaller than what is there", "error", words="damaged", **no)
    case("zip-count-lies.zip", by_hand([local(b"a.csv", R)], [central(b"a.csv", len(R), len(R), zlib.crc32(R), 0)], stated=7), "a directory that promises more", "error", words="promises 7 members and lists 1", **no)
    case("zip-method.zip", by_hand([local(b"a.csv", R, method=99)], [central(b"a.csv", len(R), len(R), zlib.crc32(R), 0, method=99)]), "a method that nobody knows", "error", words="a.csv", **no)
    case("zip-encrypted-aes.zip", ZIP_AES, "a member encrypted by AES", "error", words="zip-encrypted-aes.zip is encrypted;with its password", **no)
    case("7z-encrypted.7z", SEVEN_CONTENT, "a 7z with a password", "error", words="7z-encrypted.7z is encrypted;with its password", **no)
    case("7z-encrypted-names.7z", SEVEN_NAMES, "a 7z with a password, names and all", "error", words="7z-encrypted-names.7z is encrypted;with its password", **no)
    case("zip-encrypted.zip", by_hand([local(b"a.csv", b"x" * 12 + R, flags=1)], [central(b"a.csv", len(R) + 12, len(R), zlib.crc32(R), 0, flags=1)]), "an encrypted member", "error", words="encrypted;password", **no)
    case("zip-name-long.zip", by_hand([local(b"n" * 5000, R)], [central(b"n" * 5000, len(R), len(R), zlib.crc32(R), 0)]), "a name of 5,000 bytes", "error", words="limit of 4 KiB", **no)
    case("zip-name-controls.zip", zipped([("a\x1b[31m\n\u202egnp.csv", R), ("b.csv", b"x")]), "escapes and a line end in a name", "ok", 40, **ok)
    case("zip-name-unicode.zip", zipped([("\u8a55\u4fa1/r\u00e9sum\u00e9.csv", R)]), "a name beyond ASCII in any locale", "ok", 40, **ok)
    case("zip-name-empty.zip", by_hand([local(b"", R)], [central(b"", len(R), len(R), zlib.crc32(R), 0)]), "a member without a name", "error", words="no readable file", **no)
    whole = zipped([("ratings.csv", R), ("movies.csv", b"item,title\n" + b"".join(b"%d,Title %d\n" % (k, k) for k in range(1, 6)))])
    case("zip-prefix.zip", b"#!/bin/sh\nexit 0\n" + whole, "a program in front, as self-extracting archives have", "ok", 40, **ok)
    case("zip-comment.zip", whole[:-2] + struct.pack("<H", 300) + b"PK\5\6" * 75, "a comment that looks like the end record", "error", words="damaged", **no)
    case("zip-cut.zip", whole[:-60], "the end is cut", "error", words="directory at its end is missing", **no)
    case("zip-cut-member.zip", whole[:80], "cut inside the first member", "error", words="damaged", **no)
    case("zip-checksum.zip", whole.replace(struct.pack("<I", zlib.crc32(R)), b"\1\2\3\4"), "a wrong checksum", "error", words="damaged", **no)
    stored = zipped([("ratings.csv", R)], zipfile.ZIP_STORED)
    case("zip-bit.zip", stored.replace(b"105,1,1", b"105,1,5"), "one changed digit", "error", words="damaged", **no)
    movies = b"item,title\n" + b"".join(b"%d,Title %d\n" % (k, k) for k in range(1, 6))
    case("zip-side-damaged.zip", zipped([("ratings.csv", R), ("movies.csv", movies)], zipfile.ZIP_STORED).replace(b"Title 3", b"Title 8"), "a damaged table beside whole ratings", "warn", 40, words="movies.csv", **ok)


def tarred(members, mode="w", format=tarfile.GNU_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=format) as t:
        for m in members:
            info = tarfile.TarInfo(m[0])
            data = m[1]
            if isinstance(data, bytes):
                info.size = len(data)
                t.addfile(info, io.BytesIO(data))
            else:
                info.type, info.linkname = data
                t.addfile(info)
    return out.getvalue()


def checksummed(header):
    header = header[:148] + b" " * 8 + header[156:]
    return header[:148] + b"%06o\0 " % sum(header) + header[156:]


def tars():
    no = dict(rule="P9")
    whole = tarred([("ratings.csv", R)])
    case("tar-slip.tar", tarred([("../../recoscope-slip.csv", R)]), "a name that climbs out", "ok", 40, **no)
    case("tar-absolute.tar", tarred([("/tmp/recoscope-slip.csv", R)]), "an absolute name", "ok", 40, **no)
    case("tar-link.tar", tarred([("ratings.csv", (tarfile.SYMTYPE, "/etc/passwd"))]), "a link and nothing else", "error", words="no readable file;links", **no)
    case("tar-hard-link.tar", tarred([("a.csv", (tarfile.LNKTYPE, "/etc/passwd")), ("ratings.csv", R)]), "a hard link beside the ratings", "ok", 40, **no)
    case("tar-fifo.tar", tarred([("a.csv", (tarfile.FIFOTYPE, "")), ("b.csv", (tarfile.CHRTYPE, "")), ("ratings.csv", R)]), "a pipe and a device beside the ratings", "ok", 40, **no)
    case("tar-same-name.tar", tarred([("r.csv", R), ("r.csv", R)]), "two members of one name", "error", words="two members named r.csv", **no)
    case("tar-long-name.tar", tarred([("n" * 5000, R)]), "a name of 5,000 bytes", "error", words="limit of 4 KiB", **no)
    case("tar-nested.tar", tarred([("inner.tar.gz", gzip.compress(whole, mtime=0))]), "an archive in an archive", "error", words="compressed twice", **no)
    case("tar-cut.tar", whole[:700], "cut inside the ratings", "error", words="damaged", **no)
    case("tar-cut-header.tar", whole[:300], "cut inside the first header", "error", words="damaged", **no)
    case("tar-checksum.tar", whole[:10] + b"X" + whole[11:], "a header whose checksum is wrong", "error", words="damaged", **no)
    huge = bytearray(whole)
    huge[124:136] = b"77777777777\0"
    case("tar-size-lies.tar", checksummed(bytes(huge[:512])) + whole[512:], "a size of 8 GiB in a file of 10 KiB", "error", words="damaged", **no)
    huge[124:136] = b"\x80" + b"\xff" * 11
    case("tar-size-huge.tar", checksummed(bytes(huge[:512])) + whole[512:], "a size beyond 64 bits", "error", words="damaged", **no)
    huge[124:136] = b"\xff" * 12
    case("tar-size-negative.tar", checksummed(bytes(huge[:512])) + whole[512:], "a negative size", "error", words="damaged", **no)
    case("tar-pax.tar", tarred([("ratings-\u00e9.csv", R)], format=tarfile.PAX_FORMAT), "a name beyond ASCII", "ok", 40, **no)
    case("tar-gz-cut.tar.gz", gzip.compress(whole, mtime=0)[:-30], "tar.gz, cut", "error", words="damaged", **no)
    case("tar-bz2-cut.tar.bz2", bz2.compress(whole)[:-30], "tar.bz2, cut", "error", words="damaged", **no)
    case("tar-xz-cut.tar.xz", lzma.compress(whole)[:-30], "tar.xz, cut", "error", words="damaged", **no)
    case("tar-gz-twice.tar.gz", gzip.compress(gzip.compress(whole, mtime=0), mtime=0), "tar.gz.gz", "error", words="twice", **no)
    case("tar-gz-bz2.tar.bz2", bz2.compress(gzip.compress(whole, mtime=0)), "tar.gz inside bzip2", "error", words="more than once", **no)
    case("tar-empty.tar", b"\0" * 10240, "an empty tar is NUL bytes", "error", words="expected", **no)


def compressed():
    no = dict(rule="P9")
    gz = gzip.compress(R, mtime=0)
    case("gz-cut.csv.gz", gz[:-20], "cut", "error", words="cut short;Fetch it again", **no)
    case("gz-no-trailer.csv.gz", gz[:-8], "checksum and length are missing", "error", words="cut short", **no)
    case("gz-checksum.csv.gz", gz[:-8] + b"\1\2\3\4" + gz[-4:], "a wrong checksum", "error", words="damaged", **no)
    case("gz-length.csv.gz", gz[:-4] + b"\1\2\3\4", "a wrong length", "error", words="damaged", **no)
    case("gz-bit.csv.gz", gz[:60] + bytes([gz[60] ^ 4]) + gz[61:], "a flipped bit", "error", words="damaged", **no)
    case("gz-header-only.csv.gz", gz[:10], "nothing but the header", "error", words="cut short", **no)
    case("gz-flags.csv.gz", gz[:3] + b"\xe0" + gz[4:], "flags that are reserved", "error", words="damaged", **no)
    case("gz-empty.csv.gz", gzip.compress(b"", mtime=0), "nothing inside", "error", words="is empty", **no)
    case("gz-padding.csv.gz", gz + b"\0" * 512, "padding behind the end", "ok", 40, **no)
    case("gz-two.csv.gz", gz + gzip.compress(b"900,1,3\n", mtime=0), "two members, one text", "ok", 41, **no)
    case("gz-second-cut.csv.gz", gz + gzip.compress(b"900,1,3\n" * 9, mtime=0)[:-9], "the second member is cut", "error", words="cut short", **no)
    case("gz-twice.csv.gz", gzip.compress(gz, mtime=0), "compressed twice", "error", words="compressed twice", **no)
    case("gz-name.csv.gz", gz[:3] + b"\x08" + gz[4:10] + b"../../recoscope-slip.csv\0" + gz[10:], "a name inside that climbs out", "ok", 40, **no)
    case("gz-not.csv.gz", R, "no gzip in spite of its name", "ok", 40, **no)
    case("plain-is-gz.csv", gz, "gzip in spite of its name", "ok", 40, **no)
    case("bz2-cut.csv.bz2", bz2.compress(R)[:-20], "cut", "error", words="damaged", **no)
    case("bz2-bit.csv.bz2", bz2.compress(R)[:60] + b"\xff\xff" + bz2.compress(R)[62:], "flipped bits", "error", words="damaged", **no)
    case("xz-cut.csv.xz", lzma.compress(R)[:-20], "cut", "error", words="damaged", **no)
    case("xz-bit.csv.xz", lzma.compress(R)[:60] + b"\xff\xff" + lzma.compress(R)[62:], "flipped bits", "error", words="damaged", **no)
    case("xz-twice.csv.xz", lzma.compress(lzma.compress(R)), "compressed twice", "error", words="more than once", **no)
    zst = bytes.fromhex("28b52ffd")
    case("zst-magic.csv.zst", zst, "nothing but the magic", "error", words="damaged", **no)
    case("zst-noise.csv.zst", zst + bytes(range(100)), "noise behind the magic", "error", words="damaged", **no)
    case("7z-magic.7z", b"7z\xbc\xaf\x27\x1c", "nothing but the magic", "error", words="damaged", **no)
    case("7z-noise.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(200)), "noise behind the magic", "error", words="damaged", **no)


def recipes():
    r = dict(rule="P9")
    case("recipe:zip-bomb", None, "80 MiB of one line in 80 KiB", "error", words="limit;200 times", megabytes=200, **r)
    case("recipe:gz-bomb", None, "100 MiB of one letter in 100 KiB", "error", words="limit;200 times", megabytes=200, **r)
    case("recipe:bz2-bomb", None, "100 MiB of one letter in 700 bytes", "error", words="limit;200 times", megabytes=200, **r)
    case("recipe:xz-bomb", None, "100 MiB of one letter in 15 KiB", "error", words="limit;200 times", megabytes=200, **r)
    case("recipe:tar-gz-bomb", None, "a tar of 100 MiB in 100 KiB", "error", words="limit;200 times", megabytes=200, **r)
    case("recipe:tar-sparse", None, "a tar that claims 8 EiB of holes", "error", words="limit", megabytes=200, **r)
    case("recipe:zip-members", None, "10,001 members", "error", words="10,000 members", **r)
    case("recipe:tar-members", None, "10,001 members", "error", words="10,000 members", **r)
    case("recipe:zip-quoted", None, "250 members that quote one kernel of 1 MiB", "error", words="overlap", megabytes=200, **r)
    case("recipe:zip-many-heads", None, "9,999 members of 1 MiB each in 10 MiB", "error", words="No ratings were found", megabytes=128, **r)
    case("recipe:7z-cut", None, "a 7z archive, cut", "error", words="damaged", **r)
    case("recipe:7z-bit", None, "a 7z archive with flipped bits", "error", words="damaged", **r)
    case("recipe:zst-cut", None, "a zstd file, cut", "error", words="damaged", **r)
    case("recipe:tar-zst-cut", None, "a tar.zst, cut", "error", words="damaged", **r)
    r = dict(rule="P2")
    case("recipe:line-16-mib", None, "a line of 16 MiB and one byte", "warn", 2, 1, kinds="too-long=1", words="1 line was rejected", megabytes=256, **r)
    case("recipe:line-64-mib", None, "one line of 64 MiB and nothing else", "error", words="expected", megabytes=200, **r)
    case("recipe:list-16-mib", None, "a list of 16 MiB and one byte", "warn", 60, 1, kinds="too-long=1", words="rejected", megabytes=256, **r)
    case("recipe:quote-64-kib", None, "a quoted field of 64 KiB that closes", "ok", 2, megabytes=128, **r)
    case("recipe:quote-over-64-kib", None, "a quoted field over 64 KiB with a line end", "warn", 3, 1, kinds="open-quote=1", words="rejected", megabytes=128, **r)
    case("recipe:quotes-only", None, "2 MiB of quotes and line ends", "error", words="expected", megabytes=256, **r)
    case("recipe:json-deep", None, "a JSON document one million levels deep", "error", words="expected", megabytes=256, **r)
    case("recipe:many-columns", None, "one million separators in a line", "error", words="expected", megabytes=256, **r)
    case("recipe:many-rejects", None, "300,000 bad lines among 400,000 good ones", "warn", 400000, 300000, words="300,000 lines were rejected", kinds="rating=1000", megabytes=256, **r)
    case("recipe:many-blank-lines", None, "2 million blank lines around two rows", "ok", 2, 0, 2000000, megabytes=128, **r)
    case("recipe:sparse-65-gib", None, "two rows in a file of 65 GiB, most of it a hole", "error", words="larger than 64 GiB;limit", megabytes=128, **r)
    case("recipe:nul-64-mib", None, "64 MiB of NUL bytes", "error", words="binary data", megabytes=200, **r)
    case("recipe:long-ids", None, "300 ids of 64 KiB each", "ok", 300, megabytes=256, **r)


def make():
    zips()
    tars()
    compressed()
    recipes()
