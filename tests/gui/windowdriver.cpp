#include "gui/windowdriver.h"

#include "gui/addressbar.h"
#include "gui/sessionpage.h"
#include "gui/widgets/verdictbanner.h"
#include "lab/scenario.h"

#include <QLineEdit>
#include <QSettings>
#include <QStatusBar>

namespace wirewise::test {

WindowDriver::WindowDriver()
{
    restart();
}

WindowDriver::~WindowDriver() = default;

void WindowDriver::restart()
{
    if (m_window)
        m_window->close();
    m_window.reset();
    auto settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_window = std::make_unique<gui::MainWindow>(std::move(settings), sessionsFolder());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowDriver::type(const QString &address)
{
    auto *edit = find<QLineEdit>("addressEdit");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, address);
}

void WindowDriver::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = m_window->focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
}

void WindowDriver::trigger(const char *action)
{
    m_window->actions()[action]->trigger();
}

QString WindowDriver::notice() const
{
    return m_window->statusBar()->currentMessage();
}

QString WindowDriver::title() const
{
    return m_window->sessionPage()->banner()->content().title;
}

QByteArray WindowDriver::findingId() const
{
    return m_window->sessionPage()->banner()->content().findingId;
}

QString WindowDriver::labAddress(const QByteArray &scenario)
{
    gui::LabService &lab = m_window->workbench().lab();
    lab.start();
    if (!QTest::qWaitFor([&lab] { return lab.isRunning(); }, 30'000))
        return {};
    const lab::Scenario *found = lab::findScenario(scenario);
    return found ? QString::fromUtf8(lab.addresses().urlOf(*found)) : QString();
}

bool WindowDriver::waitForVerdict(int milliseconds)
{
    return QTest::qWaitFor(
        [this] { return m_window->current() && m_window->current()->diagnosis().has_value(); }, milliseconds);
}

} // namespace wirewise::test
