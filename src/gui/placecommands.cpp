#include "gui/placecommands.h"

#include "gui/addressbar.h"
#include "gui/checksession.h"
#include "gui/mainwindow.h"
#include "gui/requestpanel.h"
#include "gui/sessionmodel.h"
#include "observation/placename.h"

#include <QSettings>

namespace wirewise::gui {

namespace {
const QString PlacesKey = QStringLiteral("request/places");
} // namespace

PlaceCommands::PlaceCommands(MainWindow *window, RequestPanel *request, QSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_request(request)
    , m_settings(settings)
{
    request->setPlaces(settings->value(PlacesKey).toStringList());
    connect(window, &MainWindow::checkBegan, this, &PlaceCommands::checkBeside);
    connect(request, &RequestPanel::optionsChanged, this, &PlaceCommands::showPlace);
}

/// Where the next check goes to is seen without opening the panel.
void PlaceCommands::showPlace()
{
    if (const QString place = m_request->place(); !place.isEmpty())
        m_window->addressBar()->setRequestSummary(
            tr("%1, from %2, too").arg(requestSummary(m_request->options()), observation::placeName(place)));
}

void PlaceCommands::checkBeside(CheckSession *here)
{
    const QString place = m_request->place();
    if (place.isEmpty())
        return;
    remember(place);
    const observation::Observation &observation = here->observation();
    CheckSession *there = m_window->workbench().checkFrom(place, observation.typed, observation.settings);
    there->setName(tr("%1 from %2").arg(sessionTitle(there->info()), observation::placeName(place)));
    for (CheckSession *session : {here, there})
        connect(session, &CheckSession::finished, this, [this, here, there = QPointer(there)] {
            if (there)
                compareOnceOver(here, there);
        });
    m_window->notice(tr("Checking from %1, too.").arg(observation::placeName(place)));
}

void PlaceCommands::compareOnceOver(CheckSession *here, CheckSession *there)
{
    if (!here->diagnosis() || !there->diagnosis())
        return;
    if (const QString &lost = there->observation().lost; !lost.isEmpty())
        return m_window->notice(lost);
    // Whoever looks at something else by now is not called away.
    if (m_window->current() == here || m_window->current() == there)
        m_window->compare(here->path(), there->path());
    else
        m_window->notice(tr("%1 can be compared now.").arg(there->info().name));
}

void PlaceCommands::remember(const QString &place)
{
    QStringList places = m_settings->value(PlacesKey).toStringList();
    places.removeAll(place);
    places.prepend(place);
    if (places.size() > RecentPlaces)
        places = places.first(RecentPlaces);
    m_settings->setValue(PlacesKey, places);
    m_request->setPlaces(places);
}

} // namespace wirewise::gui
