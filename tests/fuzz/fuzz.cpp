#include "tests/fuzz/targets.h"
#include <cstdint>
#include <cstdio>
#include <cstdlib>

// One program for all targets: RECOSCOPE_FUZZ_TARGET names the one. --targets lists them, --seeds FOLDER writes what to start
// from. libFuzzer calls these functions by their names.

namespace {

const recoscope::fuzz::Target* chosen = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
    const std::string first = *count > 1 ? (*words)[1] : "";
    if (first == "--targets") {
        for (const auto& [name, target] : recoscope::fuzz::targets()) std::printf("%s\n", name.c_str());
        std::exit(0);
    }
    if (first == "--seeds" && *count > 2) {
        recoscope::fuzz::writeSeeds((*words)[2]);
        std::exit(0);
    }
    const char* name = std::getenv("RECOSCOPE_FUZZ_TARGET");
    const auto it = recoscope::fuzz::targets().find(name ? name : "");
    if (it == recoscope::fuzz::targets().end()) {
        std::fprintf(stderr, "fuzz: RECOSCOPE_FUZZ_TARGET must name a target; --targets lists them\n");
        std::exit(2);
    }
    chosen = &it->second;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (*chosen)({reinterpret_cast<const char*>(data), size});
    return 0;
}
