#include "ui/import/finding_strip.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/plain_label.h"
#include <QMenu>
#include <algorithm>

namespace recoscope::ui {
namespace {

/// Menus read "&" as a mark for the keyboard.
QString menuText(const std::string& words) { return format::safe(words).replace('&', QStringLiteral("&&")); }

} // namespace

FindingStrip::FindingStrip(QWidget* parent) : QWidget(parent) {
    auto* flow = new FlowLayout(this);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(px(6));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FindingStrip::setFindings(const std::vector<PreviewFinding>& findings) {
    m_findings = findings;
    while (m_buttons.size() < m_findings.size()) {
        auto* button = new ChoiceButton({}, this);
        const std::size_t at = m_buttons.size();
        connect(button, &QPushButton::clicked, this, [this, at] { openMenu(*m_buttons[at], m_findings[at]); });
        m_buttons.push_back(button);
        layout()->addWidget(button);
    }
    for (std::size_t k = 0; k < m_buttons.size(); ++k) {
        m_buttons[k]->setVisible(k < m_findings.size());
        if (k < m_findings.size()) fill(*m_buttons[k], m_findings[k]);
    }
    keepHeight();
}

/// No layout may squeeze the rows together.
void FindingStrip::keepHeight() { setMinimumHeight(layout()->heightForWidth(width())); }

void FindingStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    keepHeight();
}

void FindingStrip::fill(ChoiceButton& button, const PreviewFinding& finding) {
    const QString label = QString::fromStdString(finding.label), why = format::safe(finding.why);
    button.setObjectName(QStringLiteral("finding-") + QString::fromStdString(finding.key));
    button.setAccessibleName(label);
    button.setTexts(label, format::safe(finding.words), finding.stated ? tr("as you said") : QString());
    button.setMenuMark(finding.choices.size() > 1);
    button.setToolTip(plainTip(why));
    button.setAccessibleDescription(button.shownText() + QStringLiteral(": ") + why);
}

void FindingStrip::openMenu(ChoiceButton& button, const PreviewFinding& finding) {
    if (finding.choices.size() < 2) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("choices"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString key = QString::fromStdString(finding.key);
    for (const PreviewChoice& choice : finding.choices) {
        const QString value = QString::fromStdString(choice.value);
        QAction* action = menu->addAction(menuText(choice.words));
        action->setData(value);
        action->setCheckable(true);
        action->setChecked(choice.value == finding.value);
        connect(action, &QAction::triggered, this, [this, key, value] { Q_EMIT chosen(key, value); });
    }
    if (finding.stated) {
        menu->addSeparator();
        QAction* again = menu->addAction(tr("Find out again"));
        again->setData(QString());
        connect(again, &QAction::triggered, this, [this, key] { Q_EMIT chosen(key, {}); });
    }
    menu->popup(button.mapToGlobal(QPoint(0, button.height())));
}

} // namespace recoscope::ui
