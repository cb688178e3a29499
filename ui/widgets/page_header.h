#pragma once
#include <QWidget>

class QHBoxLayout;

namespace recoscope::ui {

class PlainLabel;

/// The head of a page: title, muted subtitle, widgets at the right. 56 design pixels high.
class PageHeader final : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(const QString& title, QWidget* parent = nullptr);
    void setSubtitle(const QString& text);
    void addWidget(QWidget* widget);     ///< At the right.
    void addAfterTitle(QWidget* widget); ///< Beside the title.

private:
    QHBoxLayout* m_layout;
    PlainLabel* m_subtitle;
    int m_afterTitle = 1;
};

} // namespace recoscope::ui
