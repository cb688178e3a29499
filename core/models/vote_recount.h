#pragma once
#include "core/models/neighbour_lists.h"
#include <cstddef>
#include <vector>

namespace recoscope {

/// The weighted mean of the votes for one item, counted again without one item of the asker's history at a time: the voters'
/// similarities follow from sums over co-rated items, from which one term is taken.
class VoteRecount {
public:
    /// `values` are the asker's ratings as the similarity compares them, by position in the history.
    VoteRecount(const KnnSettings& settings, std::vector<float> values) : m_settings(settings), m_values(std::move(values)) {}
    /// Someone who rated the item, in rising order of users; `surplus` is the vote.
    void addVoter(double surplus) { m_voters.push_back({surplus, {}, {}}); }
    /// The last voter rated the item at `position` of the history as well; positions rise.
    void addCommon(std::size_t position, float value);
    /// The mean of the k nearest voters' votes by similarity; 0 where nobody is near. A position beyond the history takes none.
    [[nodiscard]] double meanWithout(std::size_t position) const;

private:
    struct Common {
        std::size_t position = 0;
        double value = 0;
    };
    struct Voter {
        double surplus = 0;
        CoRated sums;
        std::vector<Common> common;
    };
    [[nodiscard]] CoRated sumsWithout(const Voter& voter, std::size_t position) const;
    KnnSettings m_settings;
    std::vector<float> m_values;
    std::vector<Voter> m_voters;
};

} // namespace recoscope
