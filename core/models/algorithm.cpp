#include "core/models/algorithm.h"

namespace recoscope {

TrainInput TrainInput::make(std::shared_ptr<const Interactions> train, double relevanceThreshold, std::uint64_t seed,
                            int threads) {
    TrainInput input;
    input.positives = std::make_shared<Interactions>(train->positives(relevanceThreshold));
    input.train = std::move(train);
    input.relevanceThreshold = relevanceThreshold;
    input.seed = seed;
    input.threads = threads;
    return input;
}

DataShape DataShape::of(const Interactions& interactions) {
    DataShape shape{static_cast<double>(interactions.userCount()), static_cast<double>(interactions.itemCount()),
                    static_cast<double>(interactions.size()), 0};
    for (std::int32_t u = 0; u < interactions.userCount(); ++u) {
        const auto n = static_cast<double>(interactions.rowSize(UserIndex{u}));
        shape.sumSquaredUserCounts += n * n;
    }
    return shape;
}

} // namespace recoscope
