#pragma once
#include "core/base/sha256.h"
#include "core/catalogue/catalogue.h"
#include <string>
#include <vector>

namespace recoscope::test {

inline std::string sha256Of(const std::string& bytes) {
    Sha256 sum;
    sum.add(bytes.data(), bytes.size());
    return sum.hex();
}

inline CatalogueEntry entryOf(const std::vector<CatalogueFile>& files) {
    CatalogueEntry entry;
    entry.id = "small";
    entry.name = "Small set";
    entry.page = "http://127.0.0.1/page";
    entry.files = files;
    return entry;
}

/// A ratings file of so many rows; every user has 10.
inline std::string ratingsCsv(int rows) {
    std::string text = "user,item,rating,timestamp\n";
    for (int k = 0; k < rows; ++k)
        text += std::to_string(k / 10 + 1) + "," + std::to_string(k % 10 + k / 100 + 1) + "," + std::to_string(1 + k % 5) + "," +
                std::to_string(1000000000 + 60 * k) + "\n";
    return text;
}

} // namespace recoscope::test
