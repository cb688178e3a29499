#pragma once
#include <QWidget>

class QVBoxLayout;

namespace recoscope::ui {

class CatalogueLine;
class Downloads;
class PlainLabel;

/// A line of the catalogue and, unfolded below it, what is to be read and copied before a download: the licence's sentence, how
/// to cite, where it comes from; after a failure, why.
class CatalogueRow final : public QWidget {
    Q_OBJECT
public:
    CatalogueRow(Downloads& downloads, const QString& id, QWidget* parent);
    void refresh();
    void setUnfolded(bool on);
    [[nodiscard]] bool isUnfolded() const;
    [[nodiscard]] bool matches(const QString& words) const; ///< Every word in name, id, what it holds, licence or citation.
    [[nodiscard]] CatalogueLine& line() const { return *m_line; }

Q_SIGNALS:
    void openWanted(const QString& ref);

private:
    void act();
    void makeMore();
    void addText(QVBoxLayout& column, const QString& caption, const QString& text, const QString& copyName);
    Downloads& m_downloads;
    QString m_id;
    CatalogueLine* m_line;
    QWidget* m_more = nullptr; ///< Made when it is first unfolded.
    PlainLabel* m_problem = nullptr;
};

} // namespace recoscope::ui
