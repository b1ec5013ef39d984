#include "gui/messagetemplates.h"

#include "gui/widgets/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr int WithKeys = 9;
const QString Group = QStringLiteral("composer/templates");

/// The name, and the key that takes it.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::instance();
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colour(Token::Sel));
        QRect rect = option.rect.adjusted(theme.scaled(12), 0, -theme.scaled(8), 0);
        const QString key =
            index.row() < WithKeys ? QStringLiteral("Alt+%1").arg(index.row() + 1) : QString();
        const auto write = [&](const QString &text, TextStyle style, Token token, Qt::Alignment alignment) {
            const QFont font = theme.font(style);
            painter->setFont(font);
            painter->setPen(colour(token));
            painter->drawText(QStyle::visualRect(option.direction, option.rect, rect),
                              static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
            return QFontMetrics(font).horizontalAdvance(text);
        };
        rect.setRight(rect.right() - write(key, TextStyle::Caption, Token::Text2, Qt::AlignTrailing) -
                      theme.scaled(8));
        write(index.data().toString(), TextStyle::Secondary, Token::Text1, Qt::AlignLeading);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, Theme::instance().scaled(24)};
    }
};

} // namespace

MessageTemplates::MessageTemplates(QWidget *parent)
    : QListWidget(parent)
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RowDelegate(this));
    setEditTriggers(EditKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QListWidget::customContextMenuRequested, this, &MessageTemplates::showMenu);
    connect(this, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT chosen(row(item)); });
    connect(this, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling)
            rename(row(item), item->text());
    });
}

void MessageTemplates::setSettings(QSettings *settings)
{
    m_settings = settings;
    load();
    fill();
}

void MessageTemplates::setDialect(wire::Dialect dialect)
{
    m_dialect = dialect;
    fill();
}

void MessageTemplates::load()
{
    m_entries.clear();
    if (!m_settings)
        return;
    const int size = std::min(m_settings->beginReadArray(Group), MostOwn);
    for (int index = 0; index < size; ++index) {
        m_settings->setArrayIndex(index);
        TemplateEntry entry;
        entry.name = m_settings->value(QStringLiteral("name")).toString();
        entry.text = m_settings->value(QStringLiteral("text")).toString();
        if (m_settings->value(QStringLiteral("binary")).toBool())
            entry.opcode = wire::Opcode::Binary;
        entry.isOwn = true;
        if (entry.text.size() <= LongestKept)
            m_entries.append(entry);
    }
    m_settings->endArray();
}

void MessageTemplates::save() const
{
    if (!m_settings)
        return;
    m_settings->remove(Group);
    m_settings->beginWriteArray(Group);
    int index = 0;
    for (const TemplateEntry &entry : m_entries) {
        if (!entry.isOwn)
            continue;
        m_settings->setArrayIndex(index++);
        m_settings->setValue(QStringLiteral("name"), entry.name);
        m_settings->setValue(QStringLiteral("text"), entry.text);
        m_settings->setValue(QStringLiteral("binary"), entry.opcode == wire::Opcode::Binary);
    }
    m_settings->endArray();
}

void MessageTemplates::fill()
{
    m_filling = true;
    const int current = currentRow();
    m_entries.removeIf([](const TemplateEntry &entry) { return !entry.isOwn; });
    QList<TemplateEntry> offers;
    if (const wire::Decoder *decoder = wire::decoderOf(m_dialect)) {
        for (const wire::MessageTemplate &offered : decoder->templates)
            offers.append({QCoreApplication::translate("Dialects", offered.name), offered.opcode,
                           QString::fromUtf8(offered.payload), false});
    }
    m_entries = offers + m_entries;
    clear();
    for (const TemplateEntry &entry : std::as_const(m_entries)) {
        auto *item = new QListWidgetItem(entry.name, this);
        if (entry.isOwn)
            item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    if (current < m_entries.size())
        setCurrentRow(current);
    m_filling = false;
}

bool MessageTemplates::add(TemplateEntry entry)
{
    const auto own = std::count_if(m_entries.begin(), m_entries.end(),
                                   [](const TemplateEntry &known) { return known.isOwn; });
    if (own >= MostOwn || entry.text.size() > LongestKept)
        return false;
    entry.isOwn = true;
    m_entries.append(entry);
    save();
    fill();
    const auto row = static_cast<int>(m_entries.size() - 1);
    setCurrentRow(row);
    editItem(item(row));
    return true;
}

bool MessageTemplates::replace(int row, const TemplateEntry &entry)
{
    if (row < 0 || row >= m_entries.size() || !m_entries.at(row).isOwn || entry.text.size() > LongestKept)
        return false;
    m_entries[row].text = entry.text;
    m_entries[row].opcode = entry.opcode;
    save();
    return true;
}

void MessageTemplates::rename(int row, const QString &name)
{
    if (row < 0 || row >= m_entries.size() || !m_entries.at(row).isOwn)
        return;
    if (!name.trimmed().isEmpty())
        m_entries[row].name = name.trimmed().left(200);
    save();
    fill();
}

void MessageTemplates::remove(int row)
{
    if (row < 0 || row >= m_entries.size() || !m_entries.at(row).isOwn)
        return;
    m_entries.removeAt(row);
    save();
    fill();
}

void MessageTemplates::showMenu(const QPoint &at)
{
    const int row = currentRow();
    if (row < 0 || row >= m_entries.size())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Use")), &QAction::triggered, this, [this, row] { Q_EMIT chosen(row); });
    QAction *changing = menu->addAction(tr("Replace With What Is Written"));
    changing->setEnabled(m_entries.at(row).isOwn);
    connect(changing, &QAction::triggered, this, [this, row] { Q_EMIT replaceRequested(row); });
    QAction *naming = menu->addAction(tr("Rename"));
    QAction *removal = menu->addAction(tr("Remove"));
    naming->setEnabled(m_entries.at(row).isOwn);
    removal->setEnabled(m_entries.at(row).isOwn);
    connect(naming, &QAction::triggered, this, [this, row] { editItem(item(row)); });
    connect(removal, &QAction::triggered, this, [this, row] { remove(row); });
    menu->popup(viewport()->mapToGlobal(at));
}

void MessageTemplates::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete))
        return remove(currentRow());
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentRow() >= 0 &&
        state() != EditingState) {
        Q_EMIT chosen(currentRow());
        return;
    }
    QListWidget::keyPressEvent(event);
}

} // namespace wirewise::gui
