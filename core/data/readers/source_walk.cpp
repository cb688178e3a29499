#include "core/data/readers/source_walk.h"
#include "core/data/readers/archive_reader.h"
#include "core/data/readers/archive_stream.h"
#include <algorithm>
#include <numeric>

namespace recoscope {

SourceWalk::SourceWalk(std::vector<SourceFile> files) : m_files(std::move(files)) {
    std::ranges::stable_sort(m_files, {}, &SourceFile::member); // to be found; files on disk keep their order
}
SourceWalk::~SourceWalk() = default;
SourceWalk::SourceWalk(SourceWalk&&) noexcept = default;
SourceWalk& SourceWalk::operator=(SourceWalk&&) noexcept = default;

Result<std::unique_ptr<ByteStream>> SourceWalk::next(SourceFile& which, const TaskContext& context) {
    using Stream = std::unique_ptr<ByteStream>;
    if (context.stopRequested()) return Cancelled{};
    if (m_given == m_files.size()) return Stream();
    if (m_files.front().member.empty()) {
        which = m_files[m_given++];
        return openSource(which, context);
    }
    auto stream = nextMember(
        m_archive, m_files.front(),
        [&](const std::string& name) {
            const auto it = std::ranges::lower_bound(m_files, name, {}, &SourceFile::member);
            if (it == m_files.end() || it->member != name) return false;
            which = *it;
            return true;
        },
        context);
    m_given += stream.hasValue() ? 1 : 0;
    return stream;
}

std::uint64_t SourceWalk::statedBytes() const {
    return std::accumulate(m_files.begin(), m_files.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const SourceFile& file) { return sum + file.size; });
}

} // namespace recoscope
