#pragma once
#include <QObject>

class QScrollArea;
class QWidget;

namespace recoscope::ui {

/// Lets some cards fill what is visible of a scrolling area when it stands at its top, so that what follows them is below the
/// edge and takes no room from them. Owned by the cards.
class FirstScreen final : public QObject {
    Q_OBJECT
public:
    FirstScreen(QScrollArea& area, QWidget& cards);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    QScrollArea& m_area;
    QWidget& m_cards;
};

} // namespace recoscope::ui
