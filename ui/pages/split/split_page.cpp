#include "ui/pages/split/split_page.h"
#include "core/base/text.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/shares_popup.h"
#include "ui/pages/split/timelines.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kMostCompared = 6;

QString sharesText(const SplitShares& s) {
    const auto percent = [](double share) { return QString::number(std::lround(100 * share)); };
    return QStringList{percent(1 - s.test - s.valid), percent(s.valid), percent(s.test)}.join(QStringLiteral(" / "));
}

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    content->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace

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

void SplitPage::makeHeader() {
    makeSharesPopup();
    m_seed->setObjectName(QStringLiteral("split.page-seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setPrefix(tr("Seed "));
    m_seed->setValue(static_cast<double>(m_session.protocol().seed));
    m_use->setObjectName(QStringLiteral("split.use"));
    m_use->setProperty("primary", true);
    m_figures->setCheckable(true);
    connect(m_figures, &QPushButton::toggled, this, &SplitPage::arrange);
    m_header->addWidget(m_figures);
    m_header->addWidget(m_sharesButton);
    m_header->addWidget(m_seed);
    m_header->addWidget(m_use);
    connect(m_seed, &NumberField::valueChanged, this, [this] {
        offerProtocols();
        ask();
    });
    connect(m_use, &QPushButton::clicked, this, &SplitPage::use);
}

void SplitPage::makeSharesPopup() {
    m_popup = new SharesPopup(this);
    m_sharesButton->setObjectName(QStringLiteral("split.shares"));
    connect(m_sharesButton, &QPushButton::clicked, this, [this] {
        m_popup->setShares(m_shares);
        m_popup->openBelow(m_sharesButton);
    });
    connect(m_popup, &SharesPopup::changed, this, [this] {
        m_shares = m_popup->shares();
        offerProtocols();
        ask();
    });
}

void SplitPage::makeFull() {
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    auto* listCard = new Card(full);
    listCard->body()->setContentsMargins(1, px(4), 1, px(4));
    m_list = new ProtocolList;
    m_listArea = scrolled(m_list, listCard);
    listCard->body()->addWidget(m_listArea, 1);
    m_card = new Card(tr("Timelines"), {}, full);
    m_others = new QPushButton(icon(QStringLiteral("dice")), tr("Other users"), m_card);
    m_others->setObjectName(QStringLiteral("split.other-users"));
    m_others->setProperty("compact", true);
    m_timelines = new Timelines(m_card);
    m_card->addToHead(m_others);
    m_card->offerExport(m_timelines, m_timelines);
    m_card->body()->addWidget(m_timelines, 1);
    m_reopen = new StatePage(QStringLiteral("data"), m_card);
    m_reopen->setObjectName(QStringLiteral("split.reopen"));
    m_reopen->setVisible(false);
    m_card->body()->addWidget(m_reopen, 1);
    m_side = new LeakSide;
    m_sideArea = scrolled(m_side, full);
    line->addWidget(listCard);
    line->addWidget(m_card, 1);
    line->addWidget(m_sideArea);
    m_states->addWidget(full);
    connect(m_list, &ProtocolList::chosen, this, [this] {
        showCurrent();
        ask();
    });
    connect(m_timelines, &Timelines::roomChanged, this, [this] { // as many users as there are lines, drawn evenly over all
        const TimelinePicture* picture = m_timelines->picture();
        const auto most = m_session.dataset() ? static_cast<std::size_t>(m_session.dataset()->interactions->userCount()) : 0;
        if (picture && picture->users.size() != std::min(m_timelines->shownUsers(), most)) ask();
    });
    connect(m_others, &QPushButton::clicked, this, [this] {
        ++m_draw;
        ask();
    });
}

void SplitPage::registerActions() {
    const auto add = [this](const char* id, const QString& text, const QString& iconName, auto run) {
        m_actions.add(
            QLatin1String(id), {}, text, {},
            [page = QPointer<SplitPage>(this), run] {
                if (page && page->m_session.dataset()) run(*page);
            },
            iconName);
    };
    add("split.use-this", tr("Use the split that is shown"), QStringLiteral("check"), [](SplitPage& page) { page.use(); });
    add("split.choose-shares", tr("Shares of the parts and number of folds"), QStringLiteral("filter"),
        [](SplitPage& page) { page.m_sharesButton->click(); });
    add("split.other", tr("Other users in the timelines"), QStringLiteral("dice"), [](SplitPage& page) {
        ++page.m_draw;
        page.ask();
    });
    add("split.next", tr("Next protocol"), QStringLiteral("down"), [](SplitPage& page) {
        const int count = static_cast<int>(page.m_list->protocols().size());
        page.m_list->setCurrent((page.m_list->current() + 1) % std::max(1, count));
        page.showCurrent();
        page.ask();
    });
}

void SplitPage::takeDataset() {
    m_studyJob.cancel();
    m_verdictJob.cancel();
    m_order.reset();
    m_study.reset();
    m_timelines->setPicture(nullptr);
    if (!m_session.dataset())
        return showState(State::Empty, tr("Nothing to split yet"),
                         tr("Open ratings, or the demo world, to see who would learn from what."));
    takeProtocol();
}

void SplitPage::takeProtocol() {
    if (!m_session.dataset()) return;
    const ExperimentSpec& p = m_session.protocol();
    const SplitInfo& info = *std::ranges::find(splitKinds(), p.split.kind, &SplitInfo::kind);
    if (info.usesShares) m_shares.test = p.split.test;
    if (info.usesShares && !info.usesUsers) m_shares.valid = p.split.valid;
    if (info.usesUsers) m_shares.hidden = p.split.hidden;
    if (info.usesFolds) m_shares.folds = p.split.folds;
    {
        const QSignalBlocker quiet(m_seed);
        m_seed->setValue(static_cast<double>(p.seed));
    }
    offerProtocols();
    const auto& all = m_list->protocols();
    const auto same = std::ranges::find(all, p.split, &Protocol::spec);
    const auto kind =
        same != all.end() ? same : std::ranges::find_if(all, [&](const Protocol& q) { return q.spec.kind == p.split.kind; });
    m_list->setCurrent(kind == all.end() ? 0 : static_cast<int>(kind - all.begin()));
    ask();
}

void SplitPage::offerProtocols() {
    if (!m_session.dataset()) return;
    const int current = m_list->current();
    m_list->setProtocols(protocolsFor(*m_session.dataset(), m_shares, static_cast<std::uint64_t>(m_seed->value())));
    m_list->setCurrent(std::min(current, static_cast<int>(m_list->protocols().size()) - 1));
    m_verdicts.assign(m_list->protocols().size(), std::nullopt);
    m_sharesButton->setTexts(tr("Train, validation, test"), sharesText(m_shares));
    m_verdictJob.cancel();
}

const Protocol* SplitPage::chosen() const {
    const int row = m_list->current();
    return row < 0 || row >= static_cast<int>(m_list->protocols().size()) ? nullptr
                                                                          : &m_list->protocols()[static_cast<std::size_t>(row)];
}

void SplitPage::ask() {
    const Protocol* protocol = chosen();
    if (!m_session.dataset() || !protocol) return;
    refreshUse();
    if (!m_study) showState(State::Working, tr("Cutting"), tr("The data is cut and measured."));
    m_studyJob.submit(
        [dataset = m_session.dataset(), spec = protocol->spec, seed = static_cast<std::uint64_t>(m_seed->value()),
         order = m_order, draw = m_draw, shown = m_timelines->shownUsers()](const TaskContext& context) {
            Answer answer;
            answer.order = order ? order : std::make_shared<const TimeOrder>(TimeOrder::of(*dataset->interactions));
            auto study = std::make_shared<SplitStudy>(studySplit(*dataset, spec, seed, *answer.order, context));
            auto picture = std::make_shared<TimelinePicture>();
            const LeakageReport& r = study->report;
            if (study->problem.isEmpty() && !r.marks.empty()) {
                for (const UserIndex user : drawUsers(*dataset, *answer.order, shown, draw))
                    picture->users.push_back(timelineOf(*dataset, *answer.order, r, user));
                picture->tenths = r.tenths;
                picture->calendar = r.calendar;
                picture->binSeconds = r.binSeconds;
                picture->rows = r.rows;
                picture->hasTimes = r.hasTimes && !r.calendar.empty();
                if (picture->hasTimes) {
                    picture->first = r.calendar.front().start;
                    picture->last = dataset->interactions->times()[answer.order->everyone.back()];
                }
            }
            answer.study = std::move(study);
            answer.picture = std::move(picture);
            return answer;
        },
        [this](const Answer& answer) { take(answer); },
        [this](const QString& problem) { showState(State::Failed, tr("This split cannot be drawn"), problem); });
}

void SplitPage::take(const Answer& answer) {
    m_order = answer.order;
    m_study = answer.study;
    if (!m_study->problem.isEmpty()) {
        m_timelines->setPicture(nullptr);
        m_card->setTitle(tr("Timelines"), m_study->needsParts ? QString() : m_study->problem);
        m_side->setVisible(false);
        m_reopen->setTexts(tr("Not all of this split is open"), reopenWords());
        showState(State::Full);
    } else {
        m_timelines->setPicture(answer.picture);
        m_side->setVisible(true);
        m_side->setStudy(*m_study, *m_session.dataset());
        showState(State::Full);
    }
    m_reopen->setVisible(m_study->needsParts);
    m_timelines->setVisible(!m_study->needsParts);
    m_others->setVisible(!m_study->needsParts);
    const auto row = static_cast<std::size_t>(m_list->current());
    if (row < m_verdicts.size()) m_verdicts[row] = verdictOf(*m_study);
    m_list->setVerdicts(m_verdicts);
    refreshTexts();
    refreshComparison();
    refreshUse();
    askVerdicts();
}

/// The next protocol that has no verdict yet; one at a time, so that a click never waits for the rest.
void SplitPage::askVerdicts() {
    const auto open = std::ranges::find_if(m_verdicts, [](const auto& verdict) { return !verdict.has_value(); });
    if (open == m_verdicts.end() || !m_order) return;
    const auto row = static_cast<std::size_t>(open - m_verdicts.begin());
    m_verdictJob.submit(
        [dataset = m_session.dataset(), spec = m_list->protocols()[row].spec, seed = static_cast<std::uint64_t>(m_seed->value()),
         order = m_order](const TaskContext& context) { return verdictOf(studySplit(*dataset, spec, seed, *order, context)); },
        [this, row](Verdict verdict) {
            if (row >= m_verdicts.size()) return;
            m_verdicts[row] = std::move(verdict);
            m_list->setVerdicts(m_verdicts);
            refreshComparison();
            askVerdicts();
        },
        [this, row](const QString& problem) {
            if (row >= m_verdicts.size()) return;
            m_verdicts[row] = Verdict{problem, false, 0, 0, 0, 0, std::nan(""), std::nan(""), false};
            m_list->setVerdicts(m_verdicts);
            askVerdicts();
        });
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

void SplitPage::refreshTexts() {
    const Protocol* protocol = chosen();
    const auto dataset = m_session.dataset();
    if (!protocol || !dataset) return;
    const auto& filters = dataset->report.filters;
    m_header->setSubtitle(
        tr("who may learn from what · %1, %2")
            .arg(format::counted(static_cast<std::int64_t>(dataset->interactions->size()), tr("rating"), tr("ratings")),
                 filters.empty() ? tr("no filter") : format::safe(join(filters, "; "))));
    if (const TimelinePicture* picture = m_timelines->picture())
        m_card->setTitle(
            tr("Timelines"),
            tr("%1 of %2, by first rating; one mark a rating")
                .arg(format::count(static_cast<std::int64_t>(std::min(m_timelines->shownUsers(), picture->users.size()))),
                     format::counted(dataset->interactions->userCount(), tr("user"), tr("users"))));
    m_side->setCommand(
        QStringLiteral("--split %1\n--seed %2")
            .arg(QString::fromStdString(formatSplitSpec(protocol->spec)), QString::number(static_cast<qint64>(m_seed->value()))));
}

void SplitPage::refreshComparison() {
    std::vector<ShareBars::Row> rows;
    for (std::size_t k = 0; k < m_verdicts.size(); ++k) {
        const bool isChosen = static_cast<int>(k) == m_list->current();
        if (!isChosen && static_cast<int>(k) >= kMostCompared) continue;
        const QString id = QString::fromStdString(formatSplitSpec(m_list->protocols()[k].spec)).section(':', 0, 0);
        rows.push_back({id, m_verdicts[k] && m_verdicts[k]->problem.isEmpty() ? m_verdicts[k]->later : std::nan(""), isChosen});
    }
    m_side->setComparison(std::move(rows));
}

void SplitPage::refreshUse() {
    const Protocol* protocol = chosen();
    const ExperimentSpec& now = m_session.protocol();
    const bool inUse = protocol && protocol->spec == now.split && static_cast<std::uint64_t>(m_seed->value()) == now.seed;
    const bool reopens = m_study && m_study->needsParts;
    m_use->setEnabled(protocol && (!m_study || m_study->problem.isEmpty() || reopens));
    m_use->setText(reopens ? tr("Open with its files") : tr("Use this split"));
    m_use->setToolTip(reopens ? tr("Opens the data again, together with the files of this split, and uses it")
                      : inUse ? tr("This split is in use: goes on to Train")
                              : tr("Models are trained under this split from now on"));
}

/// What opening the data again comes to, said before it is done.
QString SplitPage::reopenWords() const {
    QStringList words{
        m_study->problem,
        tr("“Open with its files” does so: the data is read again, users and items of those files are added, and what "
           "is open now stays until that has succeeded.")};
    const auto runs = static_cast<std::int64_t>(m_session.runs().size());
    if (runs > 0)
        words << tr("It is another data set then: %1 here and edits of histories end with this one.")
                     .arg(format::counted(runs, tr("training"), tr("trainings")));
    return words.join(' ');
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
