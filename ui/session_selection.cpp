#include "ui/session.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <map>

namespace recoscope::ui {

void Session::rememberSelection() {
    if (d->travelling) return;
    if (!m_now.visited.empty()) m_now.visited.resize(m_now.visitedAt + 1);
    m_now.visited.emplace_back(m_now.user, m_now.item);
    m_now.visitedAt = m_now.visited.size() - 1;
    Q_EMIT selectionHistoryChanged();
}

void Session::selectUser(UserIndex user) {
    if (m_now.user == user) return;
    const bool hadEdits = !edits().empty();
    m_now.user = user;
    rememberSelection();
    Q_EMIT userChanged();
    if (hadEdits || !edits().empty()) Q_EMIT editsChanged();
}

void Session::selectItem(ItemIndex item) {
    if (m_now.item == item) return;
    m_now.item = item;
    rememberSelection();
    Q_EMIT itemChanged();
}

void Session::selectRun(int id) {
    if (m_now.selectedRun == id) return;
    m_now.selectedRun = id;
    Q_EMIT selectedRunChanged();
}

bool Session::canGoBack() const { return m_now.visitedAt > 0; }
bool Session::canGoForward() const { return m_now.visitedAt + 1 < m_now.visited.size(); }

void Session::goBack() {
    if (!canGoBack()) return;
    d->travelling = true;
    const auto [user, item] = m_now.visited[--m_now.visitedAt];
    if (user) selectUser(*user);
    if (item) selectItem(*item);
    d->travelling = false;
    Q_EMIT selectionHistoryChanged();
}

void Session::goForward() {
    if (!canGoForward()) return;
    d->travelling = true;
    const auto [user, item] = m_now.visited[++m_now.visitedAt];
    if (user) selectUser(*user);
    if (item) selectItem(*item);
    d->travelling = false;
    Q_EMIT selectionHistoryChanged();
}

// ---- What-if

const HistoryEdits& Session::edits() const {
    static const HistoryEdits none;
    const auto of = m_now.user ? m_now.edits.find(*m_now.user) : m_now.edits.end();
    return of == m_now.edits.end() ? none : of->second;
}

void Session::setEdits(UserIndex user, const HistoryEdits& edits) {
    if (edits.empty())
        m_now.edits.erase(user);
    else
        m_now.edits[user] = edits;
    if (m_now.user == user)
        Q_EMIT editsChanged();
    else
        selectUser(user); // undone from elsewhere: what changes must be seen
}

void Session::pushEdits(const QString& text, const HistoryEdits& after) {
    const HistoryEdits before = edits();
    m_undo.push(new SessionCommand(
        text, [this, user = *m_now.user, after] { setEdits(user, after); },
        [this, user = *m_now.user, before] { setEdits(user, before); }));
}

void Session::editRating(ItemIndex item, std::optional<float> rating) {
    if (!m_now.user || !m_now.split) return;
    HistoryEdits after = edits();
    const auto row = m_now.split->historyOf(*m_now.user);
    const auto it = std::ranges::lower_bound(row.items, item);
    const bool stored = it != row.items.end() && *it == item;
    const bool same = stored ? rating && row.ratings[static_cast<std::size_t>(it - row.items.begin())] == *rating : !rating;
    if (same)
        after.changes.erase(item); // back to what the data says: no edit
    else
        after.changes[item] = rating;
    if (after != edits()) pushEdits(rating ? tr("Change a rating") : tr("Take a rating away"), after);
}

void Session::resetEdits() {
    if (!edits().empty()) pushEdits(tr("Reset the what-if"), {});
}

Session::EditedHistory Session::editedHistory() const {
    EditedHistory history;
    if (!m_now.user || !m_now.split) return history;
    const auto row = m_now.split->historyOf(*m_now.user);
    std::map<ItemIndex, float> ratings;
    for (std::size_t k = 0; k < row.size(); ++k) ratings[row.items[k]] = row.ratings[k];
    const auto stored = ratings;
    for (const auto& [item, rating] : edits().changes) {
        if (rating)
            ratings[item] = *rating;
        else
            ratings.erase(item);
    }
    history.edited = ratings != stored;
    for (const auto& [item, rating] : ratings) {
        history.items.push_back(item);
        history.ratings.push_back(rating);
    }
    return history;
}

} // namespace recoscope::ui
