#include "ui/charts/content_views.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/table_copy.h"
#include <QAbstractTableModel>
#include <QContextMenuEvent>
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace recoscope::ui {
namespace {

/// Rows of text; sorts itself by an index vector, numbers as numbers.
class RowsModel final : public QAbstractTableModel {
public:
    RowsModel(std::vector<QStringList> rows, QObject* parent) : QAbstractTableModel(parent), m_rows(std::move(rows)) {
        if (!m_rows.empty()) {
            m_header = m_rows.front();
            m_rows.erase(m_rows.begin());
        }
        m_order.resize(m_rows.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    }
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_header.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        const QString text = m_rows[m_order[static_cast<std::size_t>(index.row())]].value(index.column());
        if (role == Qt::DisplayRole) return text;
        bool number = false;
        text.toDouble(&number);
        if (role == Qt::TextAlignmentRole) return {Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)};
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation == Qt::Horizontal && role == Qt::DisplayRole) return m_header.value(section);
        if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && rowCount() > 0)
            return data(index(0, section), role);
        return {};
    }
    void sort(int column, Qt::SortOrder order) override {
        if (column < 0) return;
        Q_EMIT layoutAboutToBeChanged();
        const auto less = [&](std::size_t a, std::size_t b) {
            const QString x = m_rows[a].value(column), y = m_rows[b].value(column);
            bool first = false, second = false;
            const double p = x.toDouble(&first), q = y.toDouble(&second);
            return first && second ? p < q : x < y;
        };
        std::ranges::stable_sort(
            m_order, [&](std::size_t a, std::size_t b) { return order == Qt::AscendingOrder ? less(a, b) : less(b, a); });
        Q_EMIT layoutChanged();
    }

private:
    QStringList m_header;
    std::vector<QStringList> m_rows;
    std::vector<std::size_t> m_order;
};

QDialog* dialogOver(QWidget& source, const QString& title, const char* name) {
    auto* dialog = new QDialog(source.window());
    dialog->setObjectName(QLatin1String(name));
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(&source, &QObject::destroyed, dialog, &QDialog::close);
    return dialog;
}

QPushButton* addCloseRow(QDialog& dialog, QVBoxLayout& column, const QString& text) {
    auto* row = new QHBoxLayout;
    auto* note = new QLabel(text, &dialog);
    note->setTextFormat(Qt::PlainText);
    note->setFont(ui::font(Appearance::Type::Secondary));
    auto* close = new QPushButton(QObject::tr("Close"), &dialog);
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::close);
    row->addWidget(note, 1);
    row->addWidget(close);
    column.addLayout(row);
    return close;
}

/// Paints another widget's content at its own size.
class Enlarged final : public QWidget {
public:
    Enlarged(QWidget& source, Exportable& content, QWidget* parent) : QWidget(parent), m_source(&source), m_content(content) {
        setAccessibleName(source.accessibleName());
        setAccessibleDescription(source.accessibleDescription());
        setFocusPolicy(Qt::StrongFocus);
        auto* follow = new QTimer(this); // live curves grow while they are looked at
        connect(follow, &QTimer::timeout, this, [this] { update(); });
        follow->start(500);
        offerContentKeys(*this, content);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().surface);
        if (m_source) m_content.paintTo(painter, QRectF(rect()).adjusted(px(16), px(12), -px(16), -px(12)));
    }
    void contextMenuEvent(QContextMenuEvent* event) override {
        QMenu menu(this);
        if (m_source) fillExportMenu(menu, *this, m_content);
        menu.exec(event->globalPos());
    }

private:
    QPointer<QWidget> m_source;
    Exportable& m_content;
};

class Explanation final : public QWidget {
public:
    Explanation(QWidget& source, const QString& title, const QString& text) : QWidget(source.window(), Qt::Popup) {
        setObjectName(QStringLiteral("explanation"));
        setAttribute(Qt::WA_DeleteOnClose);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(px(16), px(12), px(16), px(12));
        for (const auto& [words, type] : {std::pair{title, Appearance::Type::CardTitle}, {text, Appearance::Type::Body}}) {
            auto* label = new QLabel(words, this);
            label->setTextFormat(Qt::PlainText);
            label->setWordWrap(true);
            label->setFont(ui::font(type));
            column->addWidget(label);
        }
        setFixedWidth(px(380));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().raised);
        painter.setPen(QPen(theme().control, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    void keyPressEvent(QKeyEvent*) override { close(); }
};

} // namespace

void showAsTable(QWidget& source, Exportable& content) {
    QDialog* dialog = dialogOver(source, content.heading(), "content-table");
    auto* column = new QVBoxLayout(dialog);
    auto* table = new QTableView(dialog);
    auto* model = new RowsModel(csv::parse(content.toCsv()), table);
    table->setModel(model);
    table->setAccessibleName(content.heading());
    offerRowCopy(*table);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setSortIndicatorClearable(true);
    table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table->setSortingEnabled(true);
    table->horizontalHeader()->setMaximumSectionSize(px(260)); // long titles leave room for the columns behind them
    table->resizeColumnsToContents();
    table->horizontalHeader()->setMaximumSectionSize(-1); // people may widen them
    column->addWidget(table, 1);
    QPushButton* close =
        addCloseRow(*dialog, *column, format::counted(model->rowCount(), QObject::tr("row"), QObject::tr("rows")));
    auto* row = qobject_cast<QHBoxLayout*>(column->itemAt(column->count() - 1)->layout());
    for (const auto& [text, command] :
         {std::pair{QObject::tr("Copy"), ContentCommand::CopyData}, {QObject::tr("Save as CSV…"), ContentCommand::SaveData}}) {
        auto* button = new QPushButton(text, dialog);
        button->setAutoDefault(false);
        QObject::connect(button, &QPushButton::clicked, &source,
                         [&source, &content, run = command] { runContentCommand(run, source, content); });
        row->insertWidget(row->indexOf(close), button);
    }
    const int wanted = std::max(px(560), table->horizontalHeader()->length() + px(60));
    dialog->resize(std::min(wanted, std::max(px(560), source.window()->width() * 9 / 10)), px(520));
    dialog->open();
}

void showEnlarged(QWidget& source, Exportable& content) {
    QDialog* dialog = dialogOver(source, content.heading(), "content-large");
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(new Enlarged(source, content, dialog), 1);
    addCloseRow(*dialog, *column, content.explanation());
    const QSize room = source.window()->size();
    dialog->resize(room.width() * 9 / 10, room.height() * 9 / 10);
    dialog->open();
}

void showExplanation(QWidget& source, Exportable& content) {
    const QString text = content.explanation().isEmpty() ? source.accessibleName() : content.explanation();
    auto* popup = new Explanation(source, content.heading(), text);
    popup->adjustSize();
    popup->move(source.mapToGlobal(QPoint(std::max(0, source.width() - popup->width()) / 2, px(24))));
    QObject::connect(&source, &QObject::destroyed, popup, &QWidget::close);
    popup->show();
    popup->setFocus();
}

} // namespace recoscope::ui
