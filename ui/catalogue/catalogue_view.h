#pragma once
#include "ui/widgets/card.h"
#include <vector>

class QLineEdit;
class QScrollArea;

namespace recoscope::ui {

class CatalogueRow;
class PlainLabel;
class Session;

/// The catalogue as a card: a field to search, the names of the columns, a line for each data set. Several may be shown at once;
/// they follow the session's downloads. Get downloads in the background and opens what came where nothing else is open.
class CatalogueView final : public Card {
    Q_OBJECT
public:
    explicit CatalogueView(Session& session, QWidget* parent = nullptr);
    void focusSearch();
    [[nodiscard]] CatalogueRow* row(const QString& id) const; ///< Null where there is none.

Q_SIGNALS:
    void opened(); ///< Open was pressed: what holds the view may close.

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QScrollArea* makeRows();
    void filter(const QString& words);
    void askProxy();
    Session& m_session;
    QLineEdit* m_search;
    std::vector<CatalogueRow*> m_rows;
    PlainLabel* m_none = nullptr; ///< Where no line matches, or the catalogue cannot be read.
};

} // namespace recoscope::ui
