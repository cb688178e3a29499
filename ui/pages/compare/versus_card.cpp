#include "ui/pages/compare/versus_card.h"
#include "ui/format.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <array>
#include <cmath>

namespace recoscope::ui {

/// Three shares of a whole beside each other.
class SplitBar final : public QWidget {
public:
    explicit SplitBar(QWidget* parent) : QWidget(parent) {
        const auto follow = [this] { setFixedHeight(px(12)); };
        connect(&Appearance::instance(), &Appearance::changed, this, follow);
        follow();
    }
    void set(std::array<std::int32_t, 3> counts, const ModelSignature& first, const ModelSignature& last) {
        m_counts = counts;
        m_first = first;
        m_last = last;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const double total = m_counts[0] + m_counts[1] + m_counts[2];
        if (total <= 0) return;
        QPainter painter(this);
        double left = 0;
        const std::array inks{m_first.color(), theme().line, m_last.color()};
        for (std::size_t k = 0; k < inks.size(); ++k) {
            const double wide = width() * m_counts[k] / total;
            painter.fillRect(QRectF(left, 0, std::max(0.0, wide - (k < 2 ? 1 : 0)), height()), inks[k]);
            left += wide;
        }
    }

private:
    std::array<std::int32_t, 3> m_counts{};
    ModelSignature m_first, m_last;
};

VersusCard::VersusCard(const Session& session, const LeaderboardModel& board, QWidget* parent)
    : Card(QStringLiteral(" "), {}, parent),
      m_session(session),
      m_board(board),
      m_bar(new SplitBar(this)),
      m_better(new PlainLabel({}, this)),
      m_equal(new PlainLabel({}, this)),
      m_worse(new PlainLabel({}, this)),
      m_sentence(new PlainLabel({}, this)) {
    body()->addWidget(m_bar);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(4));
    line->addWidget(m_better);
    line->addStretch(1);
    line->addWidget(m_equal);
    line->addStretch(1);
    line->addWidget(m_worse);
    for (PlainLabel* label : {m_better, m_equal, m_worse, m_sentence}) label->setType(Appearance::Type::Secondary);
    m_equal->setRole(PlainLabel::Role::Muted);
    m_sentence->setRole(PlainLabel::Role::Muted);
    m_sentence->setWordWrap(true);
    body()->addLayout(line);
    body()->addWidget(m_sentence);
    hide();
}

void VersusCard::show(int runId) {
    const auto usable = [this](int id) {
        const int row = m_board.rowOf(id);
        return id != m_board.baseline() && row >= 0 && m_board.rows()[static_cast<std::size_t>(row)].comparable;
    };
    if (!usable(runId)) {
        runId = 0;
        for (const int id : m_board.ranked())
            if (runId == 0 && usable(id)) runId = id;
    }
    const Run* run = m_session.run(runId);
    const Run* base = m_session.run(m_board.baseline());
    setVisible(runId != 0 && run && base);
    if (runId == 0 || !run || !base) return;
    const PairedComparison& c = m_board.rows()[static_cast<std::size_t>(m_board.rowOf(runId))].versus;
    setTitle(tr("%1 against %2").arg(run->name, base->name), tr("per user"));
    m_bar->set({c.better, c.equal, c.worse}, run->signature, base->signature);
    m_better->setText(tr("%1 better").arg(format::count(c.better)));
    m_equal->setText(tr("%1 equal").arg(format::count(c.equal)));
    m_worse->setText(tr("%1 worse").arg(format::count(c.worse)));
    m_sentence->setText(std::isnan(c.difference) ? tr("Too few users in common to compare.")
                                                 : tr("NDCG@%1 %2 %3, %4 after Holm's correction.")
                                                       .arg(QString::number(m_board.k()), format::difference(c.difference),
                                                            format::halfWidth(c.halfWidth), format::pValue(c.adjustedP)));
}

QString VersusCard::sentence() const {
    return m_better->text() + QStringLiteral(", ") + m_equal->text() + QStringLiteral(", ") + m_worse->text();
}

} // namespace recoscope::ui
