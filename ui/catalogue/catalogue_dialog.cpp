#include "ui/catalogue/catalogue_dialog.h"
#include "ui/catalogue/catalogue_view.h"
#include "ui/theme/layout_scaler.h"
#include "ui/theme/theme.h"
#include <QDialog>
#include <QVBoxLayout>

namespace recoscope::ui {

void showCatalogue(QWidget& window, Session& session) {
    const QString name = QStringLiteral("catalogue-dialog");
    if (auto* open = window.findChild<QDialog*>(name)) {
        open->raise();
        open->activateWindow();
        open->findChild<CatalogueView*>()->focusSearch();
        return;
    }
    auto* dialog = new QDialog(&window);
    new LayoutScaler(*dialog);
    dialog->setObjectName(name);
    dialog->setWindowTitle(QObject::tr("Data catalogue"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(px(12), px(12), px(12), px(12));
    auto* view = new CatalogueView(session, dialog);
    column->addWidget(view);
    QObject::connect(view, &CatalogueView::opened, dialog, &QDialog::close);
    const QSize room = window.size() - QSize(px(40), px(40));
    dialog->resize(QSize(px(860), px(640)).boundedTo(room));
    dialog->move(window.mapToGlobal(QPoint((window.width() - dialog->width()) / 2, (window.height() - dialog->height()) / 2)));
    dialog->show();
    view->focusSearch();
}

} // namespace recoscope::ui
