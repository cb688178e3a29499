#include "tests/data/reader_samples.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <map>
#include <random>
#include <sqlite3.h>

namespace recoscope::test {
namespace {

using Rows = std::vector<SampleRow>;

std::string text(std::int64_t n) { return std::to_string(n); }

/// Lines of users in order; the items of a user keep the order of the rows.
template <class Line>
std::string perUser(const Rows& rows, Line line) {
    std::map<int, Rows> users;
    for (const SampleRow& row : rows) users[row.user].push_back(row);
    std::string out;
    for (const auto& [user, own] : users) out += line(user, own) + "\n";
    return out;
}

template <class Item>
std::string joined(const Rows& rows, const std::string& separator, Item item) {
    std::string out;
    for (const SampleRow& row : rows) out.append(out.empty() ? "" : separator).append(item(row));
    return out;
}

std::string lists(Rows rows, bool sequence) {
    if (sequence) std::ranges::sort(rows, {}, &SampleRow::time);
    return perUser(rows, [&](int user, const Rows& own) {
        return text(user - (sequence ? 0 : 1)) + " " + joined(own, " ", [](const SampleRow& r) { return text(r.item); });
    });
}

std::string netflix(const Rows& rows) {
    std::map<int, Rows> items;
    for (const SampleRow& row : rows) items[row.item].push_back(row);
    std::string out;
    for (const auto& [item, own] : items) {
        out += text(item) + ":\n";
        for (const SampleRow& r : own)
            out += text(r.user) + "," + text(r.rating) + "," + formatTime(r.time + 86400L * r.user).substr(0, 10) + "\n";
    }
    return out;
}

std::string nested(const Rows& rows) {
    std::map<int, Rows> users;
    for (const SampleRow& row : rows) users[row.user].push_back(row);
    std::string out;
    for (const auto& [user, own] : users) {
        out.append(out.empty() ? "{\"" : ",\n \"").append(text(user)).append("\": {");
        out += joined(own, ", ", [](const SampleRow& r) {
            return std::string("\"").append(text(r.item)).append("\": ").append(text(r.rating));
        });
        out += '}';
    }
    return out + "}\n";
}

std::string matrix(const Rows& rows) {
    return perUser(rows, [](int, const Rows& own) {
        std::string line;
        for (int item = 1; item <= 15; ++item) {
            const auto it = std::ranges::find(own, item, &SampleRow::item);
            if (item > 1) line += ',';
            line += it == own.end() ? "99" : text(it->rating);
        }
        return line;
    });
}

std::string dst(const Rows& rows) {
    std::string out = "I,4,\"www.example.org\",\"a test\"\nT,1,\"VRoot\",0,0,\"VRoot\"\nN,0,\"0\"\n";
    for (int item = 1; item <= 15; ++item) out += "A," + text(item) + ",1,\"Area, " + text(item) + "\",\"/" + text(item) + "\"\n";
    return out + perUser(rows, [](int user, const Rows& own) {
               return "C,\"" + text(user) + "\"," + text(user) + "\n" +
                      joined(own, "\n", [](const SampleRow& r) { return "V," + text(r.item) + ",1"; });
           });
}

template <class T>
std::string bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

std::string npy(const Rows& rows) {
    std::vector<std::int64_t> values;
    for (const SampleRow& r : rows) values.insert(values.end(), {r.user, r.item, r.rating, r.time});
    return npyOf("<i8", std::string("(").append(text(static_cast<std::int64_t>(rows.size()))).append(", 4)"), bytesOf(values));
}

std::string zip(const std::vector<std::pair<std::string, std::string>>& members) {
    std::string out(1U << 20, '\0');
    std::size_t used = 0;
    archive* a = archive_write_new();
    archive_write_set_format_zip(a);
    archive_write_set_options(a, "compression=store");
    archive_write_open_memory(a, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(a, entry);
        archive_write_data(a, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    out.resize(used);
    return out;
}

std::string npz(Rows rows) {
    std::ranges::sort(rows, {}, &SampleRow::user);
    std::vector<std::int32_t> indices, indptr{0, 0};
    std::vector<double> data;
    for (int user = 1; user <= 12; ++user) {
        for (const SampleRow& r : rows)
            if (r.user == user) {
                indices.push_back(r.item);
                data.push_back(r.rating);
            }
        indptr.push_back(static_cast<std::int32_t>(indices.size()));
    }
    const auto shape = [](std::size_t n) { return std::string("(").append(text(static_cast<std::int64_t>(n))).append(",)"); };
    return zip({{"indices.npy", npyOf("<i4", shape(indices.size()), bytesOf(indices))},
                {"indptr.npy", npyOf("<i4", shape(indptr.size()), bytesOf(indptr))},
                {"format.npy", npyOf("|S3", "()", "csr")},
                {"shape.npy", npyOf("<i8", "(2,)", bytesOf(std::vector<std::int64_t>{13, 16}))},
                {"data.npy", npyOf("<f8", shape(data.size()), bytesOf(data))}});
}

std::string sqlite(const Rows& rows) {
    sqlite3* db = nullptr;
    sqlite3_open(":memory:", &db);
    std::string sql = "CREATE TABLE \"my \"\"ratings\"(user_id INTEGER, item_id INTEGER, rating REAL, timestamp INTEGER);"
                      "CREATE TABLE titles(item_id INTEGER, title TEXT); INSERT INTO titles VALUES(1,'one');";
    for (const SampleRow& r : rows)
        sql += "INSERT INTO \"my \"\"ratings\" VALUES(" + text(r.user) + "," + text(r.item) + "," + text(r.rating) + "," +
               text(r.time) + ");";
    sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_int64 size = 0;
    unsigned char* bytes = sqlite3_serialize(db, "main", &size, 0);
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    sqlite3_close(db);
    return out;
}

} // namespace

std::string npyOf(const std::string& descr, const std::string& shape, const std::string& data) {
    std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    while ((header.size() + 11) % 64 != 0) header += ' ';
    header += '\n';
    std::string out("\x93NUMPY\x01\x00", 8);
    out += static_cast<char>(header.size() & 0xff);
    out += static_cast<char>(header.size() >> 8U);
    return out + header + data;
}

std::vector<SampleRow> sampleWorld(unsigned shuffle) {
    Rows rows;
    for (int user = 1; user <= 12; ++user)
        for (int k = 0; k < 4 + user % 6; ++k) {
            const int item = (user * 5 + k * 4) % 15;
            rows.push_back({user, item == 0 ? 15 : item, 1 + (user + k) % 5, 1'000'000'000 + user * 1000 + k});
        }
    if (shuffle > 0) std::shuffle(rows.begin(), rows.end(), std::mt19937(shuffle));
    return rows;
}

std::vector<ReaderSample> readerSamples(unsigned shuffle) {
    const Rows rows = sampleWorld(shuffle);
    const auto lines = [&](const std::string& separator) {
        return joined(rows, "\n",
                      [&](const SampleRow& r) {
                          return text(r.user) + separator + text(r.item) + separator + text(r.rating) + separator + text(r.time);
                      }) +
               "\n";
    };
    const auto n = text(static_cast<std::int64_t>(rows.size()));
    return {{"delimited", lines("\t"), "1\t2\tx\t3\n", true},
            {"recbole", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n" + lines("\t"), "1\t\t3\t4\n", true},
            {"lists", lists(rows, false), "x 1 2\n"},
            {"sequences", lists(rows, true), "99 1x\n"},
            {"json_lines",
             joined(rows, "\n",
                    [](const SampleRow& r) {
                        return R"({"overall": )" + text(r.rating) + R"(.0, "reviewerID": ")" + text(r.user) + R"(", "asin": ")" +
                               text(r.item) + R"(", "style": {"Size:": "\"{["}, "unixReviewTime": )" + text(r.time) + "}";
                    }) +
                 "\n",
             "{\"overall\": 5, \"asin\": \"1\"}\n", true},
            {"json_array",
             "[" +
                 joined(rows, ",\n ",
                        [](const SampleRow& r) {
                            return R"({"rating": )" + text(r.rating) + R"(, "user": {"id": ")" + text(r.user) +
                                   R"("}, "book": {"isbn": ")" + text(r.item) + R"(", "note": "\"}],{["}, "timestamp": )" +
                                   text(r.time) + "}";
                        }) +
                 "]\n",
             "{\"rating\": 5, \"isbn\": \"1\"}\n", true},
            {"json_table",
             "[" +
                 joined(rows, ", ",
                        [](const SampleRow& r) {
                            return "[" + text(r.user) + ", " + text(r.item) + ", " + text(r.rating) + ", " + text(r.time) + "]";
                        }) +
                 "]\n",
             "[1, 2]\n", true},
            {"json_nested", nested(rows), "{\"99\": 1}\n", true},
            {"arff",
             "% a comment\n@RELATION r\n\n@ATTRIBUTE user NUMERIC\n@attribute 'item' NUMERIC\n@ATTRIBUTE rating NUMERIC\n"
             "@ATTRIBUTE timestamp NUMERIC\n@DATA\n" +
                 lines(","),
             "1,2,?,4\n", true},
            {"dst", dst(rows), "Q,1,1\n"},
            {"libfm",
             joined(rows, "\n",
                    [](const SampleRow& r) { return text(r.rating) + " " + text(r.user) + ":1 " + text(r.item) + ":1"; }) +
                 "\n",
             "4 1:1 x:1\n", true},
            {"netflix", netflix(rows), "7,x,2005-09-06\n", true},
            {"baskets",
             perUser(rows,
                     [](int, const Rows& own) {
                         return joined(own, ",", [](const SampleRow& r) { return "item " + text(r.item); });
                     }),
             {},
             false,
             true},
            {"matrix", matrix(rows), "1,2,3\n", true, true},
            {"matrix_market",
             "%%MatrixMarket matrix coordinate integer general\n% made here\n12 15 " + n + "\n" +
                 joined(rows, "\n", [](const SampleRow& r) { return text(r.user) + " " + text(r.item) + " " + text(r.rating); }) +
                 "\n",
             "13 1 3\n", true},
            {"npy", npy(rows), {}, true},
            {"npz", npz(rows), {}, true},
            {"sqlite", sqlite(rows), {}, true}};
}

} // namespace recoscope::test
