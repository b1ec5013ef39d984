#include "gui/actions.h"

#include "gui/widgets/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <array>

namespace wirewise::gui {

namespace {

struct Entry
{
    const char *menu;
    const char *name;
    const char *text;
    const char *keys = "";
    const char *icon = "";
    bool checkable = false;
    const char *submenu = ""; ///< title of a menu within the menu
};

constexpr const char *Context = "wirewise::gui::Actions";
/// A line between groups of a menu.
constexpr const char *Line = "-";

#define WORDS(text) QT_TRANSLATE_NOOP("wirewise::gui::Actions", text)

constexpr std::array Menus{WORDS("&File"),    WORDS("&Edit"), WORDS("&Check"),
                           WORDS("&Session"), WORDS("&View"), WORDS("&Help")};

constexpr std::array Entries{
    Entry{"&File", "newCheck", WORDS("&New Check"), "Ctrl+N", "plus"},
    Entry{"&File", "checkList", WORDS("Check a &List…"), "Ctrl+Shift+L", "list"},
    Entry{"&File", "open", WORDS("&Open…"), "Ctrl+O", "folder-open"},
    Entry{"&File", "importHar", WORDS("Import &HAR…"), "", "file-down"},
    Entry{"&File", "importText", WORDS("Import a Co&mmand or a Call…"), "", "clipboard-paste"},
    Entry{"&File", "saveAs", WORDS("Save &As…"), "Ctrl+S", "save"},
    Entry{"&File", "export", WORDS("&Export…"), "Ctrl+E", "file-down"},
    Entry{"&File", Line, ""},
    Entry{"&File", "quit", WORDS("&Quit"), "Ctrl+Q"},

    Entry{"&Edit", "undoDelete", WORDS("&Undo Delete"), "Ctrl+Z"},
    Entry{"&Edit", Line, ""},
    Entry{"&Edit", "copyVerdict", WORDS("Copy the &Verdict"), "Ctrl+Shift+C", "copy"},
    Entry{"&Edit", "copyCurl", WORDS("&curl"), "Ctrl+Shift+U", "terminal", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyCommand", WORDS("&wirewise-cli"), "", "terminal", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyText", WORDS("&Text"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyHex", WORDS("&Hex"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyMarkdown", WORDS("&Markdown Report"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyPython", WORDS("&Python"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyJavaScript", WORDS("&JavaScript"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", "copyHttp", WORDS(".htt&p File"), "", "", false, WORDS("Copy &As")},
    Entry{"&Edit", Line, ""},
    Entry{"&Edit", "find", WORDS("&Find…"), "Ctrl+F", "search"},
    Entry{"&Edit", "findNext", WORDS("Find &Next"), "F3"},
    Entry{"&Edit", "filterByValue", WORDS("F&ilter By This Value"), "", "funnel"},
    Entry{"&Edit", "excludeValue", WORDS("E&xclude This Value"), ""},
    Entry{"&Edit", "clearFilter", WORDS("C&lear the Filter"), "", "x"},

    Entry{"&Check", "address", WORDS("&Address"), "Ctrl+L", "link"},
    Entry{"&Check", "check", WORDS("&Check"), "", "play"},
    Entry{"&Check", "checkAgain", WORDS("Check A&gain"), "F5", "refresh-cw"},
    Entry{"&Check", "stop", WORDS("&Stop"), "Esc", "square"},
    Entry{"&Check", "skipProbe", WORDS("S&kip This Probe"), "", "skip-forward"},
    Entry{"&Check", Line, ""},
    Entry{"&Check", "connect", WORDS("C&onnect"), "", "plug"},
    Entry{"&Check", "disconnect", WORDS("&Disconnect"), "", "unplug"},
    Entry{"&Check", Line, ""},
    Entry{"&Check", "requestOptions", WORDS("&Request Options…"), "Ctrl+R", "sliders-horizontal"},
    Entry{"&Check", "addHeader", WORDS("Add a &Header…"), "Ctrl+Shift+H", "list-plus"},
    Entry{"&Check", "trySingleChanges", WORDS("&Try Single Changes"), "", "", true},
    Entry{"&Check", Line, ""},
    Entry{"&Check", "saveEndpoint", WORDS("Sa&ve the Endpoint…"), "", "save"},
    Entry{"&Check", "checkEndpoint", WORDS("Check the &Endpoint"), "", "play", false,
          WORDS("Saved En&dpoints")},
    Entry{"&Check", "checkEnvironments", WORDS("Check in All E&nvironments"), "Ctrl+Shift+E", "list", false,
          WORDS("Saved En&dpoints")},
    Entry{"&Check", "editEndpoint", WORDS("E&dit the Endpoint…"), "", "pencil", false,
          WORDS("Saved En&dpoints")},
    Entry{"&Check", "forgetSecrets", WORDS("&Forget Its Secrets"), "", "", false, WORDS("Saved En&dpoints")},
    Entry{"&Check", "environments", WORDS("En&vironments…"), "", "sliders-horizontal", false,
          WORDS("Saved En&dpoints")},
    Entry{"&Check", "endpointsFolder", WORDS("Their F&older…"), "", "folder-open", false,
          WORDS("Saved En&dpoints")},
    Entry{"&Check", Line, ""},
    Entry{"&Check", "keyLog", WORDS("Keep the Keys for &Wireshark…"), "", "key-round", true},
    Entry{"&Check", "loadTest", WORDS("Load T&est…"), "", "waypoints"},
    Entry{"&Check", "watch", WORDS("Watch…"), "", "eye"},
    Entry{"&Check", "practiceLab", WORDS("Practice &Lab"), "", "flask-conical"},

    Entry{"&Session", "compareWith", WORDS("Compare With…"), "Ctrl+D", "git-compare"},
    Entry{"&Session", "pinSession", WORDS("&Pin"), "", "pin", true},
    Entry{"&Session", "renameSession", WORDS("&Rename…"), "", "pencil"},
    Entry{"&Session", "showInFolder", WORDS("Show in &Folder"), "", "folder-open"},
    Entry{"&Session", "judgeAgain", WORDS("&Judge Again With Today’s Rules"), "", "refresh-cw"},
    Entry{"&Session", "retention", WORDS("How Long Sessions Are Kept…"), "", "timer"},
    Entry{"&Session", "deleteSession", WORDS("&Delete"), "", "trash-2"},
    Entry{"&Session", Line, ""},
    Entry{"&Session", "sendMessage", WORDS("&Send Message"), "", "send"},
    Entry{"&Session", "sendPing", WORDS("Send P&ing"), "", "heart-pulse"},
    Entry{"&Session", "closeWith", WORDS("&Close With…"), "", "unplug"},
    Entry{"&Session", "reconnect", WORDS("Reconnect When It Ends"), "", "", true},
    Entry{"&Session", "reconnectNow", WORDS("Reconnect &Now"), "", "refresh-cw"},
    Entry{"&Session", "findIdleLimit", WORDS("Find the Idle Limit…"), "", "timer"},
    Entry{"&Session", "sendFrame", WORDS("Send a Frame &by Hand…"), "", "terminal"},
    Entry{"&Session", "repeatMessage", WORDS("Repea&t…"), "", "timer"},
    Entry{"&Session", "templates", WORDS("Temp&lates"), "", "list"},
    Entry{"&Session", "keepTemplate", WORDS("&Keep as a Template"), "", "list-plus"},
    Entry{"&Session", "answerPings", WORDS("Ans&wer Pings"), "", "", true},
    Entry{"&Session", "answerHeartbeat", WORDS("Keep &Up the Protocol’s Heartbeat"), "", "", true},
    Entry{"&Session", Line, ""},
    Entry{"&Session", "conversation", WORDS("Con&versation"), "", "", true},
    Entry{"&Session", "openConversation", WORDS("&Open a Conversation…"), "", "folder-open"},
    Entry{"&Session", "recordConversation", WORDS("Make a Conversation of T&hese Messages"), "", "history"},
    Entry{"&Session", "runConversation", WORDS("R&un the Conversation"), "", "play"},
    Entry{"&Session", "stopConversation", WORDS("Stop the Conversation"), "", "square"},
    Entry{"&Session", Line, ""},
    Entry{"&Session", "pinMessage", WORDS("Pin the &Message"), "Ctrl+P", "pin", true},
    Entry{"&Session", "sendAgain", WORDS("Send &Again"), "", "refresh-cw"},
    Entry{"&Session", "editAndSend", WORDS("&Edit and Send"), "", "pencil"},

    Entry{"&View", "showDiagnosis", WORDS("&Diagnosis"), "Ctrl+1"},
    Entry{"&View", "showExchange", WORDS("&Exchange"), "Ctrl+2"},
    Entry{"&View", "showMessages", WORDS("&Messages"), "Ctrl+3"},
    Entry{"&View", "showNotes", WORDS("&Notes"), "Ctrl+5"},
    Entry{"&View", Line, ""},
    Entry{"&View", "sidebar", WORDS("&Sidebar"), "Ctrl+B", "panel-left", true},
    Entry{"&View", "showHead", WORDS("Show the &HEAD Probe"), "Alt+1"},
    Entry{"&View", "showGet", WORDS("Show the &GET Probe"), "Alt+2"},
    Entry{"&View", "showUpgrade", WORDS("Show the &Upgrade"), "Alt+3"},
    Entry{"&View", "nextEvidence", WORDS("Ne&xt Evidence"), "F8", "chevron-right"},
    Entry{"&View", "previousEvidence", WORDS("&Previous Evidence"), "Shift+F8", "chevron-left"},
    Entry{"&View", Line, ""},
    Entry{"&View", "viewText", WORDS("&Text"), ""},
    Entry{"&View", "viewHex", WORDS("&Hex"), ""},
    Entry{"&View", "viewBoth", WORDS("&Both"), ""},
    Entry{"&View", "lineEnds", WORDS("&Line Ends"), "", "", true},
    Entry{"&View", "headerNotes", WORDS("He&ader Notes"), "", "", true},
    Entry{"&View", Line, ""},
    Entry{"&View", "pauseView", WORDS("Pa&use View"), "", "pause", true},
    Entry{"&View", "followLatest", WORDS("&Follow Latest"), "", "arrow-down-to-line"},
    Entry{"&View", "timeSinceHere", WORDS("T&ime Since Here"), "", "timer"},
    Entry{"&View", "clockTimes", WORDS("Times of Da&y"), "", "history"},
    Entry{"&View", "messageColumns", WORDS("Message C&olumns…"), ""},
    Entry{"&View", "wholeMessages", WORDS("&Whole Messages"), ""},
    Entry{"&View", Line, ""},
    Entry{"&View", "appearanceSystem", WORDS("As the &System"), "", "", true, WORDS("&Appearance")},
    Entry{"&View", "appearanceLight", WORDS("&Light"), "", "sun", true, WORDS("&Appearance")},
    Entry{"&View", "appearanceDark", WORDS("&Dark"), "", "moon", true, WORDS("&Appearance")},
    Entry{"&View", "largerText", WORDS("&Larger"), "Ctrl++", "", false, WORDS("Text Si&ze")},
    Entry{"&View", "smallerText", WORDS("&Smaller"), "Ctrl+-", "", false, WORDS("Text Si&ze")},
    Entry{"&View", "normalText", WORDS("&Normal"), "Ctrl+0", "", false, WORDS("Text Si&ze")},
    Entry{"&View", "reduceMotion", WORDS("&Reduce Motion"), "", "", true},
    Entry{"&View", "nextRegion", WORDS("Next &Region"), "F6"},
    Entry{"&View", "previousRegion", WORDS("Previous Re&gion"), "Shift+F6"},
    Entry{"&View", "fullScreen", WORDS("Full S&creen"), "F11", "", true},

    Entry{"&Help", "explainFinding", WORDS("&Explain This Finding"), "F1", "book-open"},
    Entry{"&Help", "allFailureClasses", WORDS("&All Failure Classes"), "", "list"},
    Entry{"&Help", "palette", WORDS("&Commands"), "Ctrl+K", "search"},
    Entry{"&Help", "shortcuts", WORDS("&Keyboard Shortcuts"), ""},
    Entry{"&Help", Line, ""},
    Entry{"&Help", "about", WORDS("A&bout Wirewise"), "", "info"},
};

#undef WORDS

QString words(const char *text)
{
    return QCoreApplication::translate(Context, text);
}

bool isLine(const Entry &entry)
{
    return entry.name == Line;
}

} // namespace

Actions::Actions(QWidget *window)
    : QObject(window)
{
    for (const Entry &entry : Entries) {
        if (isLine(entry))
            continue;
        auto *action = new QAction(words(entry.text), window);
        action->setObjectName(QLatin1String(entry.name));
        action->setCheckable(entry.checkable);
        action->setProperty("menu", words(entry.menu).remove(QLatin1Char('&')));
        if (*entry.submenu)
            action->setProperty("submenu", words(entry.submenu).remove(QLatin1Char('&')));
        if (*entry.keys)
            action->setShortcut(QKeySequence(QLatin1String(entry.keys), QKeySequence::PortableText));
        if (*entry.icon)
            action->setIcon(Icons::icon(entry.icon, Token::Text2));
        window->addAction(action);
        m_byName.insert(entry.name, action);
        m_actions.append(action);
    }
    // Ctrl++ is on the same key as Ctrl+= on most keyboards.
    m_byName.value("largerText")
        ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    auto *appearance = new QActionGroup(this);
    for (const char *name : {"appearanceSystem", "appearanceLight", "appearanceDark"})
        appearance->addAction(m_byName.value(name));
}

QAction *Actions::operator[](QByteArrayView name) const
{
    QAction *action = m_byName.value(name.toByteArray());
    Q_ASSERT_X(action, "Actions", name.data());
    return action;
}

void Actions::fillMenuBar(QMenuBar *bar) const
{
    for (const char *title : Menus) {
        QMenu *menu = bar->addMenu(words(title));
        QHash<QByteArray, QMenu *> submenus;
        for (const Entry &entry : Entries) {
            if (qstrcmp(entry.menu, title) != 0)
                continue;
            if (isLine(entry)) {
                menu->addSeparator();
                continue;
            }
            QMenu *target = menu;
            if (*entry.submenu) {
                QMenu *&submenu = submenus[entry.submenu];
                if (!submenu)
                    submenu = menu->addMenu(words(entry.submenu));
                target = submenu;
            }
            target->addAction(m_byName.value(entry.name));
        }
    }
}

QString Actions::menuOf(const QAction *action)
{
    return action->property("menu").toString();
}

QString Actions::titleOf(const QAction *action)
{
    const QString title = action->text().remove(QLatin1Char('&')).remove(QChar(0x2026));
    const QString submenu = action->property("submenu").toString();
    return submenu.isEmpty() ? title : tr("%1: %2").arg(submenu, title);
}

} // namespace wirewise::gui
