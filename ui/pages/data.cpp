#include "ui/pages/data.h"
#include "ui/pages/data/data_page.h"
#include <QCoreApplication>

namespace recoscope::ui {

PageInfo dataPage() {
    return {QStringLiteral("data"), QCoreApplication::translate("DataPage", "Data"), QStringLiteral("data"), 10,
            [](const PageContext& context) { return new DataPage(context); }};
}

} // namespace recoscope::ui
