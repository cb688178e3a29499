#pragma once
#include "core/data/matrix_layout.h"
#include "core/data/selection.h"
#include "ui/jobs/latest_job.h"
#include "ui/pages/data/matrix_order_words.h"
#include <QObject>
#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace recoscope::ui {

/// Bars of a list that state whom they are of: who is in at least one of them.
struct BarPick {
    std::size_t list = 0;          ///< Of several lists of one card.
    std::vector<std::size_t> bars; ///< Their places in it, ascending.
    QString words;                 ///< "genre: Drama, Comedy".
};

/// The one selection of the Data page: what is stated by each part, in words too, and what it holds. Every picture may state a
/// part and shows the whole. A row is selected that passes every part. Lives in the GUI thread; counting runs on a worker, of
/// which only the latest result arrives.
class DataSelection final : public QObject {
    Q_OBJECT
public:
    enum class Part { Users, ColdUsers, FoundUsers, Items, Feature, ColdItems, FoundItems, Ratings, Times };
    static constexpr std::array kParts{Part::Users,     Part::ColdUsers,  Part::FoundUsers, Part::Items, Part::Feature,
                                       Part::ColdItems, Part::FoundItems, Part::Ratings,    Part::Times};

    explicit DataSelection(QObject* parent = nullptr);
    /// Nothing is selected in new data.
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);

    /// Users and items at once, of the layout in which the stretches are ranks. One that covers everything states nothing.
    void setBox(const MatrixLayout& layout, const RankStretch& users, const RankStretch& items);
    void setItems(const RankStretch& byPopularity);            ///< Ranks of the profile.
    void setRatingBins(std::size_t first, std::size_t last);   ///< Bins of the profile's histogram.
    void setActivityBins(std::size_t first, std::size_t last); ///< Bins of the profile's activity.
    void setFeature(const BarPick& pick, std::vector<ItemIndex> items);
    void setColdUsers(const BarPick& pick, std::vector<UserIndex> users);
    void setColdItems(const BarPick& pick, std::vector<ItemIndex> items);
    void setFoundUsers(const QString& words, std::vector<UserIndex> users); ///< What a check of quality found.
    void setFoundItems(const QString& words, std::vector<ItemIndex> items);
    void clear(Part part);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_rows->statesNothing(); }
    [[nodiscard]] bool states(Part part) const { return !words(part).isEmpty(); }
    [[nodiscard]] QString words(Part part) const; ///< "users 1 to 120 by activity"; empty where the part states nothing.
    [[nodiscard]] const std::shared_ptr<const RowSelection>& rows() const { return m_rows; } ///< Never null.
    [[nodiscard]] const std::optional<RankStretch>& users() const { return m_users; }
    [[nodiscard]] const std::optional<RankStretch>& items() const { return m_items; }
    [[nodiscard]] const std::optional<std::pair<std::size_t, std::size_t>>& ratingBins() const { return m_ratingBins; }
    [[nodiscard]] const std::optional<std::pair<std::size_t, std::size_t>>& activityBins() const { return m_activityBins; }
    [[nodiscard]] const BarPick* feature() const { return m_feature ? &m_feature->pick : nullptr; } ///< Null: not stated.
    [[nodiscard]] const BarPick* coldUsers() const { return m_coldUsers ? &m_coldUsers->pick : nullptr; }
    [[nodiscard]] const BarPick* coldItems() const { return m_coldItems ? &m_coldItems->pick : nullptr; }
    /// Null while nothing is selected or the count is on its way.
    [[nodiscard]] const std::shared_ptr<const SelectionProfile>& held() const { return m_held; }
    [[nodiscard]] QString sentence() const; ///< "5,678 of 100,000 ratings, 118 users, 240 items".

Q_SIGNALS:
    void changed(); ///< Another selection, or none.
    void counted(); ///< held() is that of the selection.

private:
    template <class Index>
    struct Picked {
        BarPick pick;
        std::vector<Index> members;
    };
    void forget();
    void apply(); ///< What the parts state.
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const DataProfile> m_profile;
    std::shared_ptr<const RowSelection> m_rows;
    std::optional<RankStretch> m_users, m_items;
    std::vector<UserIndex> m_usersThere; ///< In those ranks.
    std::vector<ItemIndex> m_itemsThere;
    std::optional<Picked<UserIndex>> m_coldUsers, m_foundUsers;
    std::optional<Picked<ItemIndex>> m_feature, m_coldItems, m_foundItems;
    std::optional<std::pair<std::size_t, std::size_t>> m_ratingBins, m_activityBins;
    std::shared_ptr<const SelectionProfile> m_held;
    LatestJob m_job;
};

} // namespace recoscope::ui
