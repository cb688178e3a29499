#pragma once
#include "ui/jobs/downloads.h"
#include <QAbstractButton>

class QPushButton;

namespace recoscope::ui {

class ThinProgress;

/// Where the columns of the list stand in a line of this width; those for which there is no room are missing.
struct CatalogueColumns {
    explicit CatalogueColumns(int width);
    int name = 0;                                    ///< Room for the name, from the left margin.
    int users = 0, items = 0, rows = 0, density = 0; ///< Right edges; 0 = missing.
    int licence = 0, licenceWidth = 0;               ///< Left edge; 0 = missing.
    int button = 0;                                  ///< Left edge.
};

/// One data set in one line: what it is, its counts, its licence, and where it is; one button for the next step. Pressed, it
/// unfolds what is to be read before a download.
class CatalogueLine final : public QAbstractButton {
    Q_OBJECT
public:
    explicit CatalogueLine(QWidget* parent);
    void show(const Download& download);
    [[nodiscard]] QPushButton* action() const { return m_action; } ///< Get, Cancel, Open, Retry or How.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    void place();
    void paintCounts(QPainter& painter, const CatalogueColumns& columns) const;
    void paintLicence(QPainter& painter, const CatalogueColumns& columns) const;
    void paintProgress(QPainter& painter, const CatalogueColumns& columns) const;
    Download m_download;
    QPushButton* m_action;
    ThinProgress* m_bar;
};

} // namespace recoscope::ui
