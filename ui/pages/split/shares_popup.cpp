#include "ui/pages/split/shares_popup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringList>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr double kMostHeld = 95; ///< Percent for test and validation together: somebody must learn.

struct Usual {
    double valid, test;
};
constexpr std::array<Usual, 4> kUsual{{{10, 10}, {10, 20}, {0, 10}, {0, 20}}};

QString usualText(const Usual& u) {
    return QStringList{QString::number(100 - u.valid - u.test), QString::number(u.valid), QString::number(u.test)}.join(
        QStringLiteral(" / "));
}

} // namespace

SharesPopup::SharesPopup(QWidget* parent) : PopupFrame(parent), m_rest(new PlainLabel({}, this)) {
    setObjectName(QStringLiteral("split.shares-popup"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(10));
    auto* usual = new QHBoxLayout;
    usual->setSpacing(px(6));
    for (const Usual& u : kUsual) {
        auto* button = new QPushButton(usualText(u), this);
        button->setProperty("compact", true);
        button->setToolTip(tr("Train, validation, test in percent"));
        connect(button, &QPushButton::clicked, this, [this, u] {
            SplitShares s = shares();
            s.test = u.test / 100;
            s.valid = u.valid / 100;
            setShares(s);
            tell();
        });
        usual->addWidget(button);
    }
    column->addLayout(usual);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(6));
    grid->setColumnStretch(2, 1);
    m_test = addField(*grid, tr("Test"), "split.test-share", 1, 90, tr("asked for at the end"));
    m_valid = addField(*grid, tr("Validation"), "split.valid-share", 0, 90, tr("chooses the epoch; 0 for none"));
    m_hidden = addField(*grid, tr("Hidden"), "split.hidden-share", 1, 90, tr("of each held-out user"));
    m_folds = addField(*grid, tr("Folds"), "split.folds", 2, 50, tr("of cross-validation"));
    m_folds->setSuffix({});
    column->addLayout(grid);
    m_rest->setRole(PlainLabel::Role::Muted);
    m_rest->setType(Appearance::Type::Secondary);
    column->addWidget(m_rest);
    connect(m_test, &NumberField::valueChanged, this, [this] { settle(m_test, m_valid); });
    connect(m_valid, &NumberField::valueChanged, this, [this] { settle(m_valid, m_test); });
    for (NumberField* field : {m_hidden, m_folds}) connect(field, &NumberField::valueChanged, this, &SharesPopup::tell);
}

NumberField* SharesPopup::addField(QGridLayout& grid, const QString& name, const char* objectName, double least, double most,
                                   const QString& help) {
    const int row = grid.rowCount();
    auto* field = new NumberField(least, most, true, false, this);
    field->setObjectName(QLatin1String(objectName));
    field->setSuffix(tr(" %"));
    field->setAccessibleName(QStringLiteral("%1, %2").arg(name, help));
    field->setKeyboardTracking(false); // "15" is not also a 1
    auto* words = new PlainLabel(help, this);
    words->setRole(PlainLabel::Role::Muted);
    words->setType(Appearance::Type::Secondary);
    grid.addWidget(new PlainLabel(name, this), row, 0);
    grid.addWidget(field, row, 1);
    grid.addWidget(words, row, 2);
    return field;
}

void SharesPopup::setShares(const SplitShares& shares) {
    const std::array fields{m_test, m_valid, m_hidden, m_folds};
    const std::array values{100 * shares.test, 100 * shares.valid, 100 * shares.hidden, static_cast<double>(shares.folds)};
    for (std::size_t k = 0; k < fields.size(); ++k) {
        const QSignalBlocker quiet(fields[k]);
        fields[k]->setValue(std::round(values[k]));
    }
    m_rest->setText(tr("%1 % are left to train on.").arg(100 - m_test->value() - m_valid->value()));
}

SplitShares SharesPopup::shares() const {
    return {m_test->value() / 100, m_valid->value() / 100, m_hidden->value() / 100, static_cast<int>(m_folds->value())};
}

void SharesPopup::settle(NumberField* touched, NumberField* other) {
    if (touched->value() + other->value() > kMostHeld) {
        const QSignalBlocker quiet(other);
        other->setValue(std::max(other->minimum(), kMostHeld - touched->value()));
    }
    tell();
}

void SharesPopup::tell() {
    m_rest->setText(tr("%1 % are left to train on.").arg(100 - m_test->value() - m_valid->value()));
    Q_EMIT changed();
}

void SharesPopup::openBelow(QWidget* anchor) {
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width() - width(), anchor->height() + px(4)));
    move(corner);
    show();
    m_test->setFocus();
    m_test->selectAll();
}

} // namespace recoscope::ui
