#include "tests/models/naive_knn.h"
#include <algorithm>
#include <cmath>
#include <optional>

namespace recoscope::test {
namespace {

using Cell = std::optional<double>;
using Table = std::vector<std::vector<Cell>>;

Table ratingsOf(const Interactions& x) {
    Table t(static_cast<std::size_t>(x.userCount()), std::vector<Cell>(static_cast<std::size_t>(x.itemCount())));
    for (const Interaction& row : x.toRows()) t[row.user.at()][row.item.at()] = static_cast<double>(row.rating);
    return t;
}
Table turned(const Table& t) {
    Table other(t[0].size(), std::vector<Cell>(t.size()));
    for (std::size_t r = 0; r < t.size(); ++r)
        for (std::size_t c = 0; c < t[0].size(); ++c) other[c][r] = t[r][c];
    return other;
}
std::vector<double> known(const std::vector<Cell>& row) {
    std::vector<double> values;
    for (const Cell& c : row)
        if (c) values.push_back(*c);
    return values;
}
double meanOf(const std::vector<double>& v, double otherwise) {
    double sum = 0;
    for (const double x : v) sum += x;
    return v.empty() ? otherwise : sum / static_cast<double>(v.size());
}
double deviationOf(const std::vector<double>& v) {
    const double mean = meanOf(v, 0);
    double squares = 0;
    for (const double x : v) squares += (x - mean) * (x - mean);
    const double deviation = v.empty() ? 0 : std::sqrt(squares / static_cast<double>(v.size()));
    return deviation > 0 ? deviation : 1;
}

/// Sets: how much of what was chosen at all is common.
double likenessOfSets(const NaiveKnn& s, const std::vector<Cell>& a, const std::vector<Cell>& b) {
    double common = 0, x = 0, y = 0;
    for (std::size_t c = 0; c < a.size(); ++c) {
        common += a[c] && b[c] ? 1 : 0;
        x += a[c] ? 1 : 0;
        y += b[c] ? 1 : 0;
    }
    if (common < s.minCommon || common == 0) return 0;
    return s.similarity == "jaccard" ? common / (x + y - common + s.shrink) : common / (std::sqrt(x * y) + s.shrink);
}

/// Ratings: over what both have.
double likenessOfRatings(const NaiveKnn& s, const std::vector<Cell>& a, const std::vector<Cell>& b) {
    std::vector<double> x, y;
    for (std::size_t c = 0; c < a.size(); ++c)
        if (a[c] && b[c]) {
            x.push_back(*a[c]);
            y.push_back(*b[c]);
        }
    const auto n = static_cast<double>(x.size());
    if (n < s.minCommon || n == 0) return 0;
    const double mx = s.similarity == "pearson" ? meanOf(x, 0) : 0, my = s.similarity == "pearson" ? meanOf(y, 0) : 0;
    double xy = 0, xx = 0, yy = 0, gaps = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        xy += (x[k] - mx) * (y[k] - my);
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        gaps += (x[k] - y[k]) * (x[k] - y[k]);
    }
    const double likeness = s.similarity == "msd" ? 1 / (1 + gaps / n) : xx > 1e-12 && yy > 1e-12 ? xy / std::sqrt(xx * yy) : 0;
    return likeness * n / (n + s.shrink);
}

struct Near {
    std::size_t row;
    double likeness;
};
/// The k most alike with a likeness above 0; compared as the floats that the fast code stores, ties by lowest index.
std::vector<Near> nearest(std::vector<Near> all, int k) {
    std::erase_if(all, [](const Near& n) { return n.likeness <= 0; });
    std::ranges::stable_sort(
        all, [](const Near& a, const Near& b) { return static_cast<float>(a.likeness) > static_cast<float>(b.likeness); });
    if (all.size() > static_cast<std::size_t>(k)) all.resize(static_cast<std::size_t>(k));
    return all;
}

/// mu + b_u + b_i by ten alternations of ridge regressions, items first.
struct Biases {
    double mean = 0;
    std::vector<double> user, item;
};
Biases biasesOf(const Table& t, const NaiveKnn& s) {
    Biases b{0, std::vector<double>(t.size(), 0), std::vector<double>(t[0].size(), 0)};
    std::vector<double> all;
    for (const auto& row : t)
        for (const double r : known(row)) all.push_back(r);
    b.mean = meanOf(all, 0);
    for (int round = 0; round < 10; ++round) {
        for (std::size_t i = 0; i < b.item.size(); ++i) {
            double sum = 0, n = 0;
            for (std::size_t u = 0; u < t.size(); ++u)
                if (t[u][i]) {
                    sum += *t[u][i] - b.mean - b.user[u];
                    n += 1;
                }
            b.item[i] = n > 0 ? sum / (s.l2Items + n) : 0;
        }
        for (std::size_t u = 0; u < t.size(); ++u) {
            double sum = 0, n = 0;
            for (std::size_t i = 0; i < b.item.size(); ++i)
                if (t[u][i]) {
                    sum += *t[u][i] - b.mean - b.item[i];
                    n += 1;
                }
            b.user[u] = n > 0 ? sum / (s.l2Users + n) : 0;
        }
    }
    return b;
}

std::vector<double> rankingScores(const Table& users, const NaiveKnn& s, std::size_t user) {
    const Table rows = s.byUser ? users : turned(users);
    std::vector<double> out(users[0].size(), 0);
    const auto nearestTo = [&](std::size_t row) {
        std::vector<Near> all;
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (r != row) all.push_back({r, likenessOfSets(s, rows[row], rows[r])});
        return nearest(std::move(all), s.neighbors);
    };
    if (s.byUser) {
        for (const Near& v : nearestTo(user))
            for (std::size_t i = 0; i < out.size(); ++i) out[i] += users[v.row][i] ? v.likeness : 0;
    } else {
        for (std::size_t i = 0; i < out.size(); ++i)
            for (const Near& j : nearestTo(i)) out[i] += users[user][j.row] ? j.likeness : 0;
    }
    return out;
}

std::vector<double> ratingScores(const Table& users, const NaiveKnn& s, std::size_t user) {
    const Table rows = s.byUser ? users : turned(users);
    Table compared = rows;
    if (s.similarity == "adjusted_cosine") {
        const Table columns = turned(rows);
        for (auto& row : compared)
            for (std::size_t c = 0; c < row.size(); ++c)
                if (row[c]) *row[c] -= meanOf(known(columns[c]), 0);
    }
    const Biases biases = biasesOf(users, s);
    const auto centre = [&](std::size_t u, std::size_t i) {
        if (s.form == "basic") return biases.mean;
        if (s.form == "baseline") return biases.mean + biases.user[u] + biases.item[i];
        return meanOf(known(rows[s.byUser ? u : i]), biases.mean);
    };
    const auto scale = [&](std::size_t row) { return s.form == "zscore" ? deviationOf(known(rows[row])) : 1.0; };
    std::vector<double> out;
    for (std::size_t i = 0; i < users[0].size(); ++i) {
        const std::size_t self = s.byUser ? user : i;
        std::vector<Near> all;
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (r != self && (s.byUser ? users[r][i] : users[user][r]))
                all.push_back({r, likenessOfRatings(s, compared[self], compared[r])});
        double sum = 0, total = 0;
        for (const Near& n : nearest(std::move(all), s.neighbors)) {
            const double rating = s.byUser ? *users[n.row][i] : *users[user][n.row];
            const double own = s.byUser ? centre(n.row, i) : centre(user, n.row);
            sum += n.likeness * (rating - own) / scale(n.row);
            total += n.likeness;
        }
        out.push_back(centre(user, i) + (total > 0 ? scale(self) * sum / total : 0));
    }
    return out;
}

} // namespace

std::vector<double> naiveScores(const Interactions& x, const NaiveKnn& settings, std::int32_t user) {
    const auto u = static_cast<std::size_t>(user);
    return settings.form == "ranking" ? rankingScores(ratingsOf(x), settings, u) : ratingScores(ratingsOf(x), settings, u);
}

} // namespace recoscope::test
