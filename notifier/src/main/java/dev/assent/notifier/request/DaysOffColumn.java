package dev.assent.notifier.request;

import dev.assent.notifier.deadline.DayOff;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Days off as lines of text, which a person can read in the database too. */
@Converter
class DaysOffColumn implements AttributeConverter<List<DayOff>, String> {

    @Override
    public String convertToDatabaseColumn(List<DayOff> days) {
        return days.stream().map(day -> day.date() + " " + day.why()).collect(Collectors.joining("\n"));
    }

    @Override
    public List<DayOff> convertToEntityAttribute(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new DayOff(LocalDate.parse(parts[0]), parts[1]))
                .toList();
    }
}
