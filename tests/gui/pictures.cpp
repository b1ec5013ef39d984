#include "gui/pictures.h"

#include "gui/sessionpage.h"
#include "gui/widgets/theme.h"

#include <QDialog>
#include <QPainter>
#include <QTextStream>

namespace wirewise::test {

namespace {

constexpr const char *Popups[] = {"requestPanel",       "commandPalette",     "endpointDialog",
                                  "environmentsDialog", "environmentResults", "judgementDialog",
                                  "retentionDialog",    "exportDialog",       "importDialog",
                                  "listDialog",         "loadQuestion"};

} // namespace

void Pictures::takeAll(const QString &suffix, QSize size)
{
    m_suffix = suffix;
    m_driver.window().resize(size);
    take();
}

void Pictures::grab(const char *name)
{
    QTest::qWait(120); // painting and layout, nothing else
    QWidget *top = &m_driver.window();
    QPixmap picture = top->grab();
    for (const char *popup : Popups) {
        auto *widget = m_driver.find(popup);
        if (!widget || !widget->isVisible())
            continue;
        // Without a window manager a dialog is anywhere; on a desktop it is before the middle of its window.
        const bool isDialog = qobject_cast<QDialog *>(widget) && qstrcmp(popup, "commandPalette") != 0;
        const QRect place(
            isDialog ? QPoint((top->width() - widget->width()) / 2, (top->height() - widget->height()) / 2)
                     : top->mapFromGlobal(widget->mapToGlobal(QPoint(0, 0))),
            widget->size());
        QPainter painter(&picture);
        painter.drawPixmap(place.topLeft(), widget->grab());
        if (isDialog) {
            painter.setPen(gui::Theme::instance().colour(gui::Token::Border2));
            painter.drawRect(place.adjusted(-1, -1, 0, 0));
        }
    }
    const QString path =
        m_folder + QLatin1Char('/') + QLatin1String(name) + m_suffix + QStringLiteral(".png");
    if (!picture.save(path))
        qFatal("%s cannot be written", qPrintable(path));
    QTextStream(stdout) << path << '\n';
}

void Pictures::check(const QByteArray &scenario, const char *name)
{
    const QString address = m_driver.labAddress(scenario);
    if (address.isEmpty())
        return;
    const auto options =
        m_driver.window().workbench().lab().addresses().optionsOf(*lab::findScenario(scenario));
    m_driver.window().sessionPage()->setTab(gui::SessionPage::Tab::Diagnosis);
    m_driver.window().checkWith(address, options);
    if (!m_driver.waitForVerdict(20'000))
        qFatal("%s gave no verdict", scenario.constData());
    grab(name);
}

QString Pictures::checked(const QByteArray &scenario, const char *name)
{
    const QString address = m_driver.labAddress(scenario);
    m_driver.window().checkWith(address, {});
    if (!m_driver.waitForVerdict(20'000))
        qFatal("%s gave no verdict", scenario.constData());
    m_driver.window().current()->setName(QLatin1String(name));
    return m_driver.window().current()->path();
}

} // namespace wirewise::test
