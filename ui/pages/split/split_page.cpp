#include "ui/pages/split/split_page.h"
#include "ui/actions.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/timelines.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
SplitPage::SplitPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_header(new PageHeader(tr("Split"), this)),
      m_sharesButton(new ChoiceButton(tr("Shares of training, validation and test"), this)),
      m_seed(new NumberField(0, 1e9, true, false, this)),
      m_use(new QPushButton(tr("Use this split"), this)),
      m_figures(new QPushButton(tr("Figures"), this)),
      m_states(new QStackedWidget(this)),
      m_message(new StatePage(QStringLiteral("split"))) {
    setObjectName(QStringLiteral("page.split"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(px(12));
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->addWidget(m_header);
    column->addWidget(m_states, 1);
    makeHeader();
    auto* holder = new Card(this);
    m_open = m_message->addButton(tr("Open the demo world"), true);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (QAction* action = m_actions.find(QStringLiteral("file.open-demo"))) action->trigger();
    });
    holder->body()->addWidget(m_message);
    m_states->addWidget(holder);
    makeFull();
    registerActions();
    connect(&m_session, &Session::datasetChanged, this, &SplitPage::takeDataset);
    connect(&m_session, &Session::protocolChanged, this, &SplitPage::takeProtocol);
    connect(&Appearance::instance(), &Appearance::changed, this, &SplitPage::arrange);
    takeDataset();
}

void SplitPage::showState(State state, const QString& title, const QString& text) {
    m_state = state;
    m_states->setCurrentIndex(state == State::Full ? 1 : 0);
    m_message->setTexts(title, text);
    m_open->setVisible(state == State::Empty);
    for (QWidget* part : std::initializer_list<QWidget*>{m_sharesButton, m_seed, m_use}) part->setVisible(state != State::Empty);
    if (state == State::Empty) m_header->setSubtitle({});
    arrange();
}

void SplitPage::use() {
    const Protocol* protocol = chosen();
    if (!protocol || !m_use->isEnabled()) return;
    const SplitSpec spec = protocol->spec;
    if (m_study && m_study->needsParts) return m_session.openWithParts(spec);
    const auto seed = static_cast<std::uint64_t>(m_seed->value());
    if (spec != m_session.protocol().split || seed != m_session.protocol().seed)
        m_session.setProtocol(spec, seed, m_session.protocol().relevanceThreshold);
    if (QAction* train = m_actions.find(QStringLiteral("page.train"))) train->trigger();
}

void SplitPage::arrange() {
    const double room = width() / Appearance::instance().scale();
    const bool wide = room >= 820; // else figures and timelines take turns
    m_listArea->parentWidget()->setFixedWidth(px(room < 1100 ? 212 : 256));
    m_sideArea->setMinimumWidth(wide ? px(room < 1100 ? 280 : 300) : 0);
    m_sideArea->setMaximumWidth(wide ? m_sideArea->minimumWidth() : QWIDGETSIZE_MAX);
    m_figures->setVisible(!wide && m_state != State::Empty);
    const bool cut = !m_study || m_study->problem.isEmpty(); // else there are no figures
    m_sideArea->setVisible(cut && (wide || m_figures->isChecked()));
    m_card->setVisible(wide || !m_figures->isChecked());
    m_sharesButton->setVisible(m_state != State::Empty && room >= 700);
    if (m_state == State::Full && m_study) refreshTexts();
    showCurrent();
}

void SplitPage::showCurrent() {
    QTimer::singleShot(0, this, [this] {
        const QRect row = m_list->rowRect(m_list->current());
        m_listArea->ensureVisible(row.center().x(), row.center().y(), 0, row.height() / 2);
    });
}

QSize SplitPage::minimumSizeHint() const { return {px(420), px(300)}; }

void SplitPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace recoscope::ui
