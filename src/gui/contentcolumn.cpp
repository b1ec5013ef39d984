#include "gui/contentcolumn.h"

#include "gui/widgets/messageview.h"
#include "gui/windowstate.h"
#include "observation/printable.h"

#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr qsizetype MostOffered = 14; // keys in the menu
constexpr qsizetype LongestName = 60;

} // namespace

ContentColumn::ContentColumn(MessageView *view)
    : QObject(view)
    , m_view(view)
{
    show();
}

ContentColumn::~ContentColumn() = default;

void ContentColumn::setSettings(QSettings *settings)
{
    m_settings = settings;
}

void ContentColumn::setHost(const QString &host)
{
    m_host = host;
    QList<wire::JsonPath> keys;
    if (m_settings && !host.isEmpty()) {
        for (const QString &written : WindowState(m_settings).messageColumns(host)) {
            if (const auto key = wire::JsonPath::read(written.toUtf8()))
                keys.append(*key);
        }
    }
    take(keys);
}

void ContentColumn::setDialect(wire::Dialect dialect)
{
    m_content.setDialect(dialect);
    show();
}

QList<QByteArray> ContentColumn::keys() const
{
    QList<QByteArray> written;
    for (const wire::JsonPath &key : m_content.keys())
        written.append(key.written());
    return written;
}

void ContentColumn::take(const QList<wire::JsonPath> &keys)
{
    m_content.setKeys(keys);
    show();
    Q_EMIT keysChanged();
}

void ContentColumn::setKeys(const QList<wire::JsonPath> &keys)
{
    take(keys);
    if (!m_settings || m_host.isEmpty())
        return;
    QStringList written;
    for (const QByteArray &key : this->keys())
        written.append(QString::fromUtf8(key));
    WindowState(m_settings).setMessageColumns(m_host, written);
}

void ContentColumn::setShown(const QByteArray &path, bool shown)
{
    const auto key = wire::JsonPath::read(path);
    if (!key)
        return;
    QList<wire::JsonPath> keys = m_content.keys();
    keys.removeAll(*key);
    if (shown)
        keys.append(*key);
    setKeys(keys);
}

void ContentColumn::showWholeMessage()
{
    setKeys({});
}

void ContentColumn::show()
{
    MessageColumns columns = m_view->columns();
    columns.contentTitle = m_content.title();
    columns.content = [this](const observation::Message &message) { return m_content.partsOf(message); };
    m_view->setColumns(columns);
}

QString ContentColumn::termAt(const QPoint &point, const observation::Message &message) const
{
    const auto part = m_view->contentPartAt(point);
    return part && !part->term.isEmpty() ? part->term : m_content.termOf(message);
}

void ContentColumn::popUpMenu()
{
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(m_view->headMenuPoint(MessageColumn::Content));
}

void ContentColumn::fillMenu(QMenu *menu)
{
    const QList<wire::JsonPath> chosen = m_content.keys();
    QAction *whole = menu->addAction(tr("Whole Message"));
    whole->setCheckable(true);
    whole->setChecked(chosen.isEmpty());
    connect(whole, &QAction::triggered, this, &ContentColumn::showWholeMessage);
    menu->addSeparator();
    const auto offer = [this, menu](const wire::JsonPath &key, bool isShown) {
        const QByteArray path = key.written();
        // An ampersand would underline the letter behind it.
        QAction *action = menu->addAction(
            observation::printable(path, LongestName).replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(isShown || m_content.keys().size() < MessageContent::MostKeys);
        connect(action, &QAction::triggered, this, [this, path](bool shown) { setShown(path, shown); });
    };
    for (const wire::JsonPath &key : chosen)
        offer(key, true);
    for (const wire::JsonPath &key : m_content.keysIn(m_view->visibleMessages(), MostOffered)) {
        if (!chosen.contains(key))
            offer(key, false);
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Another Key…")), &QAction::triggered, this, [this] { askForKey(); });
}

/// typed: what could not be read as a path.
void ContentColumn::askForKey(const QString &typed)
{
    auto *dialog = new QInputDialog(m_view->window());
    dialog->setObjectName(QStringLiteral("columnDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Show a key as column"));
    dialog->setLabelText(
        typed.isEmpty() ? tr("Its path in the message, for example event.type or items[0].id")
                        : tr("This is no path. Write it like event.type, items[0].id or [\"odd key\"]."));
    dialog->setTextValue(typed);
    dialog->setOkButtonText(tr("Show"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const QByteArray path = text.trimmed().toUtf8();
        if (wire::JsonPath::read(path))
            setShown(path, true);
        else if (!path.isEmpty())
            askForKey(text.trimmed());
    });
    dialog->open();
}

} // namespace wirewise::gui
