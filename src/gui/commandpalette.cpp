#include "gui/commandpalette.h"

#include "ui_commandpalette.h"

#include "diagnosis/catalogue.h"
#include "gui/actions.h"
#include "gui/formlook.h"
#include "gui/palettedelegate.h"
#include "gui/sessionmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/prose.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"
#include "lab/scenario.h"

#include <QAction>
#include <QKeyEvent>

#include <algorithm>

namespace wirewise::gui {

namespace {
/// Without words, only commands are offered.
constexpr qsizetype LongestGroup = 8;
} // namespace

int matchScore(const QString &words, const QString &text)
{
    int score = 1;
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype at = text.indexOf(part, 0, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        const bool startsWord = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += at == 0 ? 30 : startsWord ? 15 : 2;
    }
    return score;
}

QList<PaletteItem> matchingItems(const QList<PaletteItem> &items, const QString &words)
{
    using Kind = PaletteItem::Kind;
    const bool wantsShortcuts = words.trimmed() == QLatin1String("?");
    const std::pair<Kind, const char *> groups[] = {
        {Kind::Command, QT_TRANSLATE_NOOP("wirewise::gui::CommandPalette", "Commands")},
        {Kind::Session, QT_TRANSLATE_NOOP("wirewise::gui::CommandPalette", "Sessions")},
        {Kind::Finding, QT_TRANSLATE_NOOP("wirewise::gui::CommandPalette", "Explanations")},
        {Kind::Scenario, QT_TRANSLATE_NOOP("wirewise::gui::CommandPalette", "Practice lab")},
    };
    QList<PaletteItem> found;
    for (const auto &[kind, title] : groups) {
        QList<std::pair<int, PaletteItem>> matches;
        for (const PaletteItem &item : items) {
            if (item.kind != kind || !item.enabled)
                continue;
            if (wantsShortcuts) {
                if (!item.keys.isEmpty())
                    matches.append({1, item});
                continue;
            }
            if (words.trimmed().isEmpty() && kind != Kind::Command)
                continue;
            const int score = std::max(2 * matchScore(words, item.title),
                                       matchScore(words, item.title + QLatin1Char(' ') + item.detail));
            if (score > 0)
                matches.append({score, item});
        }
        if (matches.isEmpty())
            continue;
        if (!wantsShortcuts && !words.trimmed().isEmpty())
            std::stable_sort(matches.begin(), matches.end(),
                             [](const auto &a, const auto &b) { return a.first > b.first; });
        PaletteItem heading;
        heading.kind = Kind::Heading;
        heading.title = CommandPalette::tr(title);
        found.append(heading);
        const qsizetype limit = wantsShortcuts || words.trimmed().isEmpty() ? matches.size() : LongestGroup;
        for (qsizetype i = 0; i < std::min(limit, matches.size()); ++i)
            found.append(matches.at(i).second);
    }
    return found;
}

void PaletteModel::setItems(const QList<PaletteItem> &items)
{
    beginResetModel();
    m_items = items;
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        return item.keys.isEmpty() ? item.title : QString(item.title % QLatin1String(", ") % item.keys);
    case KindRole:
        return static_cast<int>(item.kind);
    case DetailRole:
        return item.detail;
    case KeysRole:
        return item.keys;
    case IconRole:
        return item.icon;
    case TargetRole:
        return item.target;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_items.at(index.row()).kind == PaletteItem::Kind::Heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

CommandPalette::CommandPalette(QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_ui(std::make_unique<Ui::CommandPalette>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    applyLook(this);
    setFrameless(m_ui->paletteEdit, true);
    m_ui->paletteList->setModel(&m_model);
    m_ui->paletteList->setItemDelegate(new PaletteDelegate(this));
    m_ui->paletteList->setFocusPolicy(Qt::NoFocus);
    Prose hint;
    const auto text = [&hint](const QString &words) { hint.add(words, TextStyle::Secondary, Token::Text2); };
    hint.addKey(QStringLiteral("↑")).addKey(QStringLiteral("↓"));
    text(tr(" choose   "));
    hint.addKey(tr("Enter"));
    text(tr(" run   "));
    hint.addKey(tr("Esc"));
    text(tr(" close   Type ? for the shortcuts"));
    m_ui->paletteHint->setProse(hint);
    m_ui->paletteHint->setSingleLine(true);
    m_ui->paletteEdit->installEventFilter(this);
    connect(m_ui->paletteEdit, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_ui->paletteList, &QListView::clicked, this, &CommandPalette::choose);
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::setActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        m_actions.append(action);
        PaletteItem item;
        item.title = Actions::titleOf(action);
        item.detail = Actions::menuOf(action);
        item.keys = action->shortcut().toString(QKeySequence::NativeText);
        item.target = action->objectName();
        item.enabled = action->isEnabled() && action->objectName() != QLatin1String("palette");
        m_items.append(item);
    }
}

void CommandPalette::setSessions(const SessionModel &sessions)
{
    for (const SessionEntry &entry : sessions.entries()) {
        PaletteItem item;
        item.kind = PaletteItem::Kind::Session;
        item.title = sessionTitle(entry.info);
        item.detail = sessionHost(entry.info) + QLatin1String(", ") + entry.info.summary;
        item.icon = entry.info.verdict == diagnosis::Verdict::Fails               ? "octagon-x"
                    : entry.info.verdict == diagnosis::Verdict::Works             ? "circle-check"
                    : entry.info.verdict == diagnosis::Verdict::WorksWithWarnings ? "triangle-alert"
                                                                                  : "circle-dashed";
        item.target = entry.info.path;
        m_items.append(item);
    }
}

void CommandPalette::setExplanations()
{
    for (const QByteArray &id : diagnosis::findingIds()) {
        PaletteItem item;
        item.kind = PaletteItem::Kind::Finding;
        item.title = QString::fromUtf8(id);
        if (const auto explanation = diagnosis::explain(id))
            item.detail = explanation->title;
        item.icon = "book-open";
        item.target = item.title;
        m_items.append(item);
    }
    for (const lab::Scenario &scenario : lab::scenarios()) {
        PaletteItem item;
        item.kind = PaletteItem::Kind::Scenario;
        item.title = tr("Practise %1").arg(QString::fromUtf8(scenario.id));
        item.detail = lab::text(scenario.title);
        item.icon = "flask-conical";
        item.target = QString::fromUtf8(scenario.id);
        m_items.append(item);
    }
}

void CommandPalette::openOver(QWidget *window, const QString &words)
{
    const int width = Theme::instance().scaled(660);
    const int height = std::min(Theme::instance().scaled(546), window->height() - 120);
    setFixedSize(width, height);
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, Theme::instance().scaled(86))));
    m_ui->paletteEdit->setText(words);
    filter();
    open();
    m_ui->paletteEdit->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::filter()
{
    m_model.setItems(matchingItems(m_items, m_ui->paletteEdit->text()));
    m_ui->paletteList->setCurrentIndex({});
    step(1);
}

void CommandPalette::step(int by)
{
    const int rows = m_model.rowCount();
    const QModelIndex now = m_ui->paletteList->currentIndex();
    int row = now.isValid() ? now.row() : -1;
    for (int tries = 0; tries < rows; ++tries) {
        row = (row + by + rows) % rows;
        const QModelIndex index = m_model.index(row);
        if (index.flags().testFlag(Qt::ItemIsSelectable)) {
            m_ui->paletteList->setCurrentIndex(index);
            return;
        }
    }
}

void CommandPalette::choose()
{
    const QModelIndex index = m_ui->paletteList->currentIndex();
    if (!index.isValid())
        return;
    const auto kind = static_cast<PaletteItem::Kind>(index.data(PaletteModel::KindRole).toInt());
    const QString target = index.data(PaletteModel::TargetRole).toString();
    accept(); // first, so that what follows finds the window active
    switch (kind) {
    case PaletteItem::Kind::Command:
        for (const QPointer<QAction> &action : std::as_const(m_actions)) {
            if (action && action->objectName() == target)
                action->trigger();
        }
        break;
    case PaletteItem::Kind::Session:
        Q_EMIT sessionChosen(target);
        break;
    case PaletteItem::Kind::Finding:
        Q_EMIT findingChosen(target.toUtf8());
        break;
    case PaletteItem::Kind::Scenario:
        Q_EMIT scenarioChosen(target.toUtf8());
        break;
    case PaletteItem::Kind::Heading:
        break;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    paintPanelFrame(this);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->paletteEdit && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace wirewise::gui
