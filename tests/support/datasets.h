#pragma once
#include "core/data/load.h"
#include <QTest>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace recoscope::test {

/// Folder of a real data set: under $RECOSCOPE_DATASETS, else beside the project in shared/datasets. Nothing where it is absent.
inline std::optional<std::string> datasetFolder(const std::string& name) {
    const char* given = std::getenv("RECOSCOPE_DATASETS");
    const char* source = std::getenv("RECOSCOPE_SOURCE_DIR");
    const std::filesystem::path root =
        given ? std::filesystem::path(given) : std::filesystem::path(source ? source : ".") / "../shared/datasets";
    const std::filesystem::path folder = root / name;
    return std::filesystem::exists(folder) ? std::optional(folder.lexically_normal().string()) : std::nullopt;
}

inline std::shared_ptr<const Dataset> open(const std::string& ref, const LoadOptions& options = {}) {
    auto loaded = loadDataset(ref, options, {});
    if (!loaded) qWarning("%s", loaded.error().message.c_str());
    return loaded ? loaded.value() : nullptr;
}

} // namespace recoscope::test

/// Skips, visibly, where the real data is absent; fails instead where RECOSCOPE_REQUIRE_GATES says that it must be there.
#define RECOSCOPE_NEED_FOLDER(folder, name)                                                                                      \
    if (!(folder) && std::getenv("RECOSCOPE_REQUIRE_GATES"))                                                                     \
        QFAIL(("the data set " + std::string(name) + " is required and absent").c_str());                                        \
    if (!(folder)) QSKIP(("the data set " + std::string(name) + " is absent: set RECOSCOPE_DATASETS").c_str())
#define RECOSCOPE_NEED_DATASET(variable, name)                                                                                   \
    const auto variable = ::recoscope::test::datasetFolder(name);                                                                \
    RECOSCOPE_NEED_FOLDER(variable, name)
