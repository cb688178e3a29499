#include "core/data/readers/foreign.h"
#include "core/base/text.h"
#include <algorithm>

namespace recoscope {
namespace {

bool looksLikeJson(std::string_view text) {
    const std::string_view start = trim(text.substr(0, 4096));
    if (start.size() < 2 || (start[0] != '{' && start[0] != '[')) return false;
    const std::string_view inside = trim(start.substr(1));
    return !inside.empty() && std::string_view("{[\"'}").find(inside[0]) != std::string_view::npos;
}

bool looksBinary(std::string_view text) {
    const std::string_view start = text.substr(0, 65536);
    const auto strange = std::ranges::count_if(start, [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f';
    });
    constexpr std::ptrdiff_t kForgiven = 8; // a few in a small file are mistakes, for which rows are rejected
    return strange > kForgiven && 20 * static_cast<std::size_t>(strange) > start.size();
}

} // namespace

std::string foreignFormat(std::string_view head) {
    if (looksBinary(head)) return "binary data, no text";
    if (looksLikeJson(head)) return "JSON";
    return {};
}

} // namespace recoscope
